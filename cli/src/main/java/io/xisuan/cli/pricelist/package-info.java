/**
 * Price lists as spreadsheets: rows of prices become new versions of Tariffs, with what each row does said first. A version that is there is
 * compared and never written. It must not know what is billed. Start reading at {@link io.xisuan.cli.pricelist.PricesImportCommand}.
 */
@NullMarked
package io.xisuan.cli.pricelist;

import org.jspecify.annotations.NullMarked;
