/** From raw input to predictions: the one way in which every command that predicts does it. */
package org.lockstep.model.predict;
