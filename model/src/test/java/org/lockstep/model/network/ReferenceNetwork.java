package org.lockstep.model.network;

import java.util.Arrays;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Dual;
import org.lockstep.model.activation.Sigmoid;

/**
 * The plain twin of {@link Network}: double precision, triple loops, one row at a time. Every
 * formula is a textbook's, and none is shared with the code under test. Activations are
 * differentiated at z, a logarithm follows softmax, and the derivative of a loss goes through the
 * outputs by the chain rule.
 */
public final class ReferenceNetwork {
  private final NetworkSpec spec;
  private final double[][][] weights; // [layer][in][out]
  private final double[][] biases; // [layer][out]

  /** Loss and gradient, not divided by anything; L2 as it is added to a mean. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Result(double loss, double[] gradient, double[][] outputs) {}

  /** The network with the parameters θ, laid out W1, b1, W2, b2, ... */
  public ReferenceNetwork(NetworkSpec spec, double[] theta) {
    this.spec = spec;
    int layers = spec.hidden().size() + 1;
    this.weights = new double[layers][][];
    this.biases = new double[layers][];
    int at = 0;
    int in = spec.inputs();
    for (int l = 0; l < layers; l++) {
      int out = l < layers - 1 ? spec.hidden().get(l) : spec.outputs();
      weights[l] = new double[in][out];
      biases[l] = new double[out];
      for (int i = 0; i < in; i++) {
        for (int j = 0; j < out; j++) {
          weights[l][i][j] = theta[at++];
        }
      }
      for (int j = 0; j < out && spec.hasBiases(); j++) {
        biases[l][j] = theta[at++];
      }
      in = out;
    }
  }

  /**
   * Returns Σ over rows of weight · loss, and its derivative with respect to θ.
   *
   * @param x rows x inputs
   * @param y rows x outputs
   * @param rowWeights one per row
   * @param masks [row][hidden layer][unit], or null without dropout
   */
  public Result run(double[][] x, double[][] y, double[] rowWeights, double[][][] masks) {
    int layers = weights.length;
    double[][][] dW = new double[layers][][];
    double[][] db = new double[layers][];
    for (int l = 0; l < layers; l++) {
      dW[l] = new double[weights[l].length][biases[l].length];
      db[l] = new double[biases[l].length];
    }
    double loss = 0;
    double[][] outputs = new double[x.length][];
    for (int r = 0; r < x.length; r++) {
      double[][] input = new double[layers][]; // of each layer
      double[][] z = new double[layers][];
      input[0] = x[r];
      for (int l = 0; l < layers; l++) {
        z[l] = biases[l].clone();
        for (int j = 0; j < z[l].length; j++) {
          for (int i = 0; i < input[l].length; i++) {
            z[l][j] += input[l][i] * weights[l][i][j];
          }
        }
        if (l < layers - 1) {
          input[l + 1] = new double[z[l].length];
          for (int j = 0; j < z[l].length; j++) {
            double mask = masks == null ? 1 : masks[r][l][j];
            input[l + 1][j] = g(spec.activations().get(0), z[l][j]) * mask;
          }
        }
      }
      double[] a = outputs(z[layers - 1]);
      outputs[r] = a;
      loss += rowWeights[r] * loss(a, y[r]);

      double[] dZ = lossByLogits(a, y[r]);
      for (int j = 0; j < dZ.length; j++) {
        dZ[j] *= rowWeights[r];
      }
      for (int l = layers - 1; l >= 0; l--) {
        double[] dX = new double[input[l].length];
        for (int j = 0; j < dZ.length; j++) {
          db[l][j] += dZ[j];
          for (int i = 0; i < dX.length; i++) {
            dW[l][i][j] += input[l][i] * dZ[j];
            dX[i] += dZ[j] * weights[l][i][j];
          }
        }
        if (l > 0) {
          for (int i = 0; i < dX.length; i++) {
            double mask = masks == null ? 1 : masks[r][l - 1][i];
            dX[i] *= mask * gPrime(spec.activations().get(0), z[l - 1][i]);
          }
          dZ = dX;
        }
      }
    }
    return new Result(loss, flat(dW, db), outputs);
  }

  /** ½·λ·‖W‖², and λ·W laid out as θ. */
  public Result penalty(double lambda) {
    double sum = 0;
    double[][][] dW = new double[weights.length][][];
    double[][] db = new double[weights.length][];
    for (int l = 0; l < weights.length; l++) {
      dW[l] = new double[weights[l].length][];
      db[l] = new double[biases[l].length];
      for (int i = 0; i < weights[l].length; i++) {
        dW[l][i] = Arrays.stream(weights[l][i]).map(w -> lambda * w).toArray();
        for (double w : weights[l][i]) {
          sum += w * w;
        }
      }
    }
    return new Result(lambda * sum / 2, flat(dW, db), new double[0][]);
  }

  private double[] flat(double[][][] dW, double[][] db) {
    double[] flat = new double[ParameterLayout.of(spec).length()];
    int at = 0;
    for (int l = 0; l < dW.length; l++) {
      for (double[] row : dW[l]) {
        for (double value : row) {
          flat[at++] = value;
        }
      }
      for (int j = 0; j < db[l].length && spec.hasBiases(); j++) {
        flat[at++] = db[l][j];
      }
    }
    return flat;
  }

  private double[] outputs(double[] z) {
    return switch (spec.outputLoss().activation()) {
      case SOFTMAX -> {
        double max = Arrays.stream(z).max().orElseThrow();
        double sum = Arrays.stream(z).map(v -> Math.exp(v - max)).sum();
        yield Arrays.stream(z).map(v -> Math.exp(v - max) / sum).toArray();
      }
      case SIGMOID -> Arrays.stream(z).map(v -> g(new Sigmoid(), v)).toArray();
      case EXP -> Arrays.stream(z).map(Math::exp).toArray();
      case LINEAR -> z.clone();
    };
  }

  /** A target after label smoothing. */
  private double smooth(double y, int answers) {
    double smoothing = spec.outputLoss().constant();
    return y + smoothing * (1.0 / answers - y);
  }

  private double loss(double[] a, double[] y) {
    double c = spec.outputLoss().constant();
    double loss = 0;
    for (int j = 0; j < a.length; j++) {
      double d = a[j] - y[j];
      double half = smooth(y[j], 2);
      loss +=
          switch (spec.outputLoss().word()) {
            case "softmax-cross-entropy" -> -smooth(y[j], a.length) * Math.log(a[j]);
            case "sigmoid-cross-entropy" ->
                -half * Math.log(a[j]) - (1 - half) * Math.log(1 - a[j]);
            case "linear-squared-error", "sigmoid-squared-error" -> Math.pow(d, 2) / 2;
            case "linear-huber" -> Math.abs(d) <= c ? d * d / 2 : c * Math.abs(d) - c * c / 2;
            case "linear-absolute-error" -> Math.abs(d);
            case "linear-quantile" -> d > 0 ? (1 - c) * d : c * -d;
            case "exp-poisson" -> a[j] - y[j] * Math.log(a[j]);
            default -> throw new AssertionError(spec);
          };
    }
    return loss;
  }

  /** dL/dz_i = Σ_j dL/da_j · da_j/dz_i. */
  private double[] lossByLogits(double[] a, double[] y) {
    double c = spec.outputLoss().constant();
    double[] dL = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      double d = a[j] - y[j];
      double half = smooth(y[j], 2);
      dL[j] =
          switch (spec.outputLoss().word()) {
            case "softmax-cross-entropy" -> -smooth(y[j], a.length) / a[j];
            case "sigmoid-cross-entropy" -> -half / a[j] + (1 - half) / (1 - a[j]);
            case "linear-squared-error", "sigmoid-squared-error" -> d;
            case "linear-huber" -> Math.abs(d) <= c ? d : d > 0 ? c : -c;
            case "linear-absolute-error" -> d > 0 ? 1 : -1;
            case "linear-quantile" -> d > 0 ? 1 - c : -c;
            case "exp-poisson" -> 1 - y[j] / a[j];
            default -> throw new AssertionError(spec);
          };
    }
    double[] dZ = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        double own = i == j ? 1 : 0;
        dZ[i] +=
            dL[j]
                * switch (spec.outputLoss().activation()) {
                  case SOFTMAX -> a[j] * (own - a[i]);
                  case SIGMOID -> own * a[j] * (1 - a[j]);
                  case LINEAR -> own;
                  case EXP -> own * a[j];
                };
      }
    }
    return dZ;
  }

  private static double g(Activation activation, double z) {
    return activation.formula(new Dual.Rules(), Dual.variable(z)).x();
  }

  private static double gPrime(Activation activation, double z) {
    return activation.formula(new Dual.Rules(), Dual.variable(z)).dx();
  }
}
