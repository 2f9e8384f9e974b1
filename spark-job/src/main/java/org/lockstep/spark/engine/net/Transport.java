package org.lockstep.spark.engine.net;

import java.util.List;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.client.TransportClientBootstrap;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.netty.SparkTransportConf$;
import org.apache.spark.network.server.TransportServerBootstrap;
import org.apache.spark.network.util.TransportConf;
import scala.Option;

/**
 * Spark's transport with the cluster's own settings: {@code spark.rpc.io.*}, {@code
 * spark.authenticate}, {@code spark.network.crypto.*} and {@code spark.ssl.rpc.*} hold here as they
 * hold between Spark's own driver and executors.
 */
final class Transport {
  private static final int CLIENT_THREADS = 1;

  private Transport() {}

  static TransportConf driver() {
    return of("driver", 0); // Spark's default: as many threads as cores, up to 8
  }

  static TransportConf executor() {
    return of("executor", CLIENT_THREADS);
  }

  private static TransportConf of(String role, int threads) {
    SparkConf conf = SparkEnv.get().conf();
    return SparkTransportConf$.MODULE$.fromSparkConf(
        conf, "rpc", threads, Option.apply(role), Option.apply(security().getRpcSSLOptions()));
  }

  static List<TransportServerBootstrap> serverBootstraps(TransportConf conf) {
    return security().isAuthenticationEnabled()
        ? List.of(new AuthServerBootstrap(conf, security()))
        : List.of();
  }

  static List<TransportClientBootstrap> clientBootstraps(TransportConf conf) {
    return security().isAuthenticationEnabled()
        ? List.of(new AuthClientBootstrap(conf, security().getSaslUser(), security()))
        : List.of();
  }

  private static SecurityManager security() {
    return SparkEnv.get().securityManager();
  }
}
