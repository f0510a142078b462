/**
 * Reconciliation: what one book says against what the next one says of the same, down to the document, account or contract that
 * differs. It must not know where books are stored, and corrects nothing. Start reading at {@link
 * io.xisuan.billing.reconcile.Reconciliation}.
 */
@NullMarked
package io.xisuan.billing.reconcile;

import org.jspecify.annotations.NullMarked;
