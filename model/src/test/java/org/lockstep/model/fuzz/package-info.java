/**
 * Shared by the fuzz tests of all modules. A fuzz test is in the package of the parser that it
 * feeds; its class is named {@code ...FuzzTest} and has one method. Inputs that once broke a parser
 * are in the test resources, in the directory {@code ...FuzzTestInputs} of its package, and every
 * build runs them; {@code scripts/fuzz} searches for more.
 */
package org.lockstep.model.fuzz;
