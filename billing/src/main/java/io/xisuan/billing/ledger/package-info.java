/**
 * Double-entry books: posting sets that sum to zero in a chain of hashes. It must not know where entries are
 * stored. Start reading at {@link io.xisuan.billing.ledger.LedgerBook}.
 */
@NullMarked
package io.xisuan.billing.ledger;

import org.jspecify.annotations.NullMarked;
