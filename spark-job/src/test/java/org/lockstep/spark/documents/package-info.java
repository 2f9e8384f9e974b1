/**
 * The examples of the documents run as they are shown. {@link
 * org.lockstep.spark.documents.ExamplesIT} is the test, {@link
 * org.lockstep.spark.documents.NotRunHere} and {@link org.lockstep.spark.documents.Replacement} are
 * its only lists of exceptions.
 */
package org.lockstep.spark.documents;
