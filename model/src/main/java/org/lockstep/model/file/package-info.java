/**
 * The model file: one npz that NumPy opens, and a reader that trusts nothing it reads. Every
 * failure is a {@link org.lockstep.model.error.BadInputException} that names the entry.
 */
package org.lockstep.model.file;
