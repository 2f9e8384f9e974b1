package org.lockstep.spark;

/** The entry point. */
public final class Main {
  private Main() {}

  /** Runs the command line. */
  public static void main(String[] args) {
    System.out.println(
        org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions().replace(' ', '\n'));
  }
}
