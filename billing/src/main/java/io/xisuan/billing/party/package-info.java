/**
 * The parties of a sale: who buys, who sells, and the contract between them, as documents and programmes name them.
 *
 * <p>Knows nothing of usage, prices and programmes' rules. Its readers are given text and never open a file. Start
 * reading at {@link Party}.
 */
@NullMarked
package io.xisuan.billing.party;

import org.jspecify.annotations.NullMarked;
