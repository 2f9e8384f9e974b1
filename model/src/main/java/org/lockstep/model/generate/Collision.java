package org.lockstep.model.generate;

import java.util.List;
import org.lockstep.model.random.RandomStream;

/**
 * A synthetic collision of two particles, with the columns of the HIGGS data set (P. Baldi, P.
 * Sadowski, D. Whiteson, "Searching for exotic particles in high-energy physics with deep
 * learning", Nature Communications 5, 2014): 21 detected quantities, and 7 masses derived from
 * them.
 *
 * <pre>
 *   pT ~ 20 + Exp(40), η ~ N(0, 1.44), φ ~ U(-π, π)     of a lepton, the missing energy, four jets
 *   b of a jet: 1 with probability ½ (jets 3 and 4 of a signal: 0.8), else 0
 *   m² = (Σ pT cosh η)² - (Σ pT cos φ)² - (Σ pT sin φ)² - (Σ pT sinh η)²
 * </pre>
 *
 * <p>In a signal, jets 3 and 4 come from a particle of mass 125: their pT are scaled so that m ~
 * N(125, 225). Every second row is a signal. Functions such as log and cosh come from {@code
 * StrictMath}, so each row has the same bits everywhere.
 */
final class Collision {
  private static final int JETS = 4;
  private static final int DETECTED = 21;
  private static final double MASS = 125;
  private static final double WIDTH = 15;

  /** The number of features of a row. */
  static final int FEATURES = 28;

  /** The names of the features, in order. */
  static final List<String> NAMES =
      List.of(
          "lepton_pt",
          "lepton_eta",
          "lepton_phi",
          "missing_energy",
          "missing_energy_phi",
          "jet1_pt",
          "jet1_eta",
          "jet1_phi",
          "jet1_b",
          "jet2_pt",
          "jet2_eta",
          "jet2_phi",
          "jet2_b",
          "jet3_pt",
          "jet3_eta",
          "jet3_phi",
          "jet3_b",
          "jet4_pt",
          "jet4_eta",
          "jet4_phi",
          "jet4_b",
          "m_jj",
          "m_jjj",
          "m_lv",
          "m_jlv",
          "m_bb",
          "m_wbb",
          "m_wwbb");

  private final double[] x;

  private Collision(double[] x) {
    this.x = x;
  }

  /**
   * Fills in the features of a row.
   *
   * @return the row's class: 1 for a signal, else 0
   */
  static int fill(RandomStream random, long row, double[] features) {
    Collision collision = new Collision(features);
    boolean isSignal = row % 2 == 1;
    collision.detect(random, isSignal);
    if (isSignal) {
      collision.setMassOfPair(MASS + WIDTH * random.nextGaussian());
    }
    collision.derive();
    return isSignal ? 1 : 0;
  }

  private void detect(RandomStream random, boolean isSignal) {
    x[0] = momentum(random);
    x[1] = 1.2 * random.nextGaussian();
    x[2] = angle(random);
    x[3] = momentum(random);
    x[4] = angle(random);
    for (int jet = 0; jet < JETS; jet++) {
      int at = at(jet);
      x[at] = momentum(random);
      x[at + 1] = 1.2 * random.nextGaussian();
      x[at + 2] = angle(random);
      x[at + 3] = random.nextDouble() < (isSignal && jet >= 2 ? 0.8 : 0.5) ? 1 : 0;
    }
  }

  private static double momentum(RandomStream random) {
    return 20 - 40 * StrictMath.log(1 - random.nextDouble());
  }

  private static double angle(RandomStream random) {
    return Math.PI * (2 * random.nextDouble() - 1);
  }

  private static int at(int jet) {
    return 5 + 4 * jet;
  }

  /** Scales the momenta of jets 3 and 4 to give the pair this mass: the two are proportional. */
  private void setMassOfPair(double mass) {
    double factor = mass / Math.max(1, mass(at(2), at(3)));
    x[at(2)] *= factor;
    x[at(3)] *= factor;
  }

  private void derive() {
    int lepton = 0;
    int missing = -1;
    double[] masses = {
      mass(at(0), at(1)),
      mass(at(0), at(1), at(2)),
      mass(lepton, missing),
      mass(at(0), lepton, missing),
      mass(at(2), at(3)),
      mass(at(0), at(1), at(2), at(3)),
      mass(at(0), at(1), at(2), at(3), lepton, missing)
    };
    System.arraycopy(masses, 0, x, DETECTED, masses.length);
  }

  /**
   * The invariant mass of a group of massless particles.
   *
   * @param particles their positions in the row; -1 for the missing energy, whose η is taken as 0
   */
  private double mass(int... particles) {
    double energy = 0;
    double px = 0;
    double py = 0;
    double pz = 0;
    for (int at : particles) {
      double pt = at < 0 ? x[3] : x[at];
      double eta = at < 0 ? 0 : x[at + 1];
      double phi = at < 0 ? x[4] : x[at + 2];
      energy += pt * StrictMath.cosh(eta);
      px += pt * StrictMath.cos(phi);
      py += pt * StrictMath.sin(phi);
      pz += pt * StrictMath.sinh(eta);
    }
    return Math.sqrt(Math.max(0, energy * energy - px * px - py * py - pz * pz));
  }
}
