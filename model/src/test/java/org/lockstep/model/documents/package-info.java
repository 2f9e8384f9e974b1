/** The examples that the documents show, for the tests of all modules that run them. */
package org.lockstep.model.documents;
