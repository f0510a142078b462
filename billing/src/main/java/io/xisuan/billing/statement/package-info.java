/**
 * Statements: what a tenant owed at first, what moved it, and what it owes at the end; and what was sold of a site whose owner is not the
 * seller. It must not know where entries are stored. Start reading at {@link io.xisuan.billing.statement.Statement}.
 */
@NullMarked
package io.xisuan.billing.statement;

import org.jspecify.annotations.NullMarked;
