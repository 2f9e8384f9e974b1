/** What a model knows of its data: input columns, targets, scaling. */
package org.lockstep.model.data;
