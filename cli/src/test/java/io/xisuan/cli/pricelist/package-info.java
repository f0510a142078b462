/** Tests of price lists as spreadsheets. */
@NullMarked
package io.xisuan.cli.pricelist;

import org.jspecify.annotations.NullMarked;
