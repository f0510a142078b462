/**
 * The commands {@code voucher grant}, {@code import}, {@code balance}, {@code expiring} and {@code declare}: grant letters and balances of a
 * store that no cluster's operator leads. They must not price or bill. Start reading at {@link io.xisuan.cli.voucher.VoucherCommand}.
 */
@NullMarked
package io.xisuan.cli.voucher;

import org.jspecify.annotations.NullMarked;
