@NullMarked
package io.xisuan.cli.voucher;

import org.jspecify.annotations.NullMarked;
