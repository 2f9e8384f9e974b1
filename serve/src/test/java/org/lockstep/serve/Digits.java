package org.lockstep.serve;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lockstep.serve.Browser.Place;

/** Digits as a hand would draw them, on a paper of 448 x 448. */
final class Digits {
  private Digits() {}

  static List<List<Place>> seven() {
    return List.of(List.of(new Place(120, 110), new Place(320, 105), new Place(205, 350)));
  }

  static List<List<Place>> one() {
    return List.of(List.of(new Place(235, 90), new Place(215, 360)));
  }

  static List<List<Place>> four() {
    return List.of(
        List.of(new Place(165, 90), new Place(140, 230), new Place(320, 225)),
        List.of(new Place(300, 95), new Place(290, 365)));
  }

  /** Narrower than a circle, as people write it. */
  static List<List<Place>> zero() {
    return List.of(
        IntStream.rangeClosed(0, 36)
            .mapToObj(
                i ->
                    new Place(
                        224 + 85 * Math.sin(i * Math.PI / 18),
                        224 - 135 * Math.cos(i * Math.PI / 18)))
            .toList());
  }

  static List<List<Place>> three() {
    return List.of(
        Stream.concat(arc(215, 155, 70, 62, -150, 90), arc(215, 285, 80, 70, -90, 150)).toList());
  }

  static List<List<Place>> two() {
    return List.of(
        Stream.concat(
                arc(220, 165, 80, 75, -170, 45),
                Stream.of(new Place(135, 350), new Place(325, 350)))
            .toList());
  }

  /** Clockwise, in degrees from the right. */
  private static Stream<Place> arc(
      double x, double y, double across, double down, int from, int to) {
    return IntStream.rangeClosed(0, 24)
        .mapToDouble(i -> Math.toRadians(from + (to - from) * i / 24.0))
        .mapToObj(a -> new Place(x + across * Math.cos(a), y + down * Math.sin(a)));
  }
}
