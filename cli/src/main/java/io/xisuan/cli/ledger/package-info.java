/**
 * The commands on the books: show, check, head, backup, restore. It must not know how entries are chained. Start reading at {@link io.xisuan.cli.ledger.LedgerCommand}.
 */
@NullMarked
package io.xisuan.cli.ledger;

import org.jspecify.annotations.NullMarked;
