/** What the columns of a table mean to a model: permutation importance and partial dependence. */
package org.lockstep.model.importance;
