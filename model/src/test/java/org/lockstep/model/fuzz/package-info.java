/**
 * What the fuzz tests share, here and in the other modules. A fuzz test stands beside the parser it
 * feeds; its class is named {@code ...FuzzTest} and has one method. Inputs that once broke a parser
 * lie in the test resources, in the directory {@code ...FuzzTestInputs} of its package, and are
 * given to it in every build; {@code scripts/fuzz} looks for more.
 */
package org.lockstep.model.fuzz;
