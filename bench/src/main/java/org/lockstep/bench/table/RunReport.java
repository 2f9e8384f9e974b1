package org.lockstep.bench.table;

import java.util.function.Consumer;

/**
 * What a run of the bench reports while it measures.
 *
 * @param head receives what each side computes with
 * @param measurements receives every value
 * @param progress receives what is running
 */
public record RunReport(Head head, Measurements measurements, Consumer<String> progress) {}
