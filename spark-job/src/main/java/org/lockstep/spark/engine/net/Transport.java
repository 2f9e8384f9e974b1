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
 * spark.authenticate}, {@code spark.network.crypto.*} and {@code spark.ssl.rpc.*} apply here as
 * they do between Spark's own driver and executors.
 */
public final class Transport {
  private static final int CLIENT_THREADS = 1;

  private final SparkConf spark;
  private final SecurityManager security;

  /** The transport of a JVM with these settings and secrets. */
  Transport(SparkConf spark, SecurityManager security) {
    this.spark = spark;
    this.security = security;
  }

  /** The transport of this driver or executor. */
  public static Transport ofThisJvm() {
    return new Transport(SparkEnv.get().conf(), SparkEnv.get().securityManager());
  }

  SparkConf spark() {
    return spark;
  }

  TransportConf driver() {
    return of("driver", 0); // Spark's default: as many threads as cores, up to 8
  }

  TransportConf executor() {
    return of("executor", CLIENT_THREADS);
  }

  private TransportConf of(String role, int threads) {
    return SparkTransportConf$.MODULE$.fromSparkConf(
        spark, "rpc", threads, Option.apply(role), Option.apply(security.getRpcSSLOptions()));
  }

  List<TransportServerBootstrap> serverBootstraps(TransportConf conf) {
    return security.isAuthenticationEnabled()
        ? List.of(new AuthServerBootstrap(conf, security))
        : List.of();
  }

  List<TransportClientBootstrap> clientBootstraps(TransportConf conf) {
    return security.isAuthenticationEnabled()
        ? List.of(new AuthClientBootstrap(conf, security.getSaslUser(), security))
        : List.of();
  }
}
