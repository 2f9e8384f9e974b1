/** Conventions. */
package org.lockstep.model;
