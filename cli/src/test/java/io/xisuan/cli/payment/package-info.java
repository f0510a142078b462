@NullMarked
package io.xisuan.cli.payment;

import org.jspecify.annotations.NullMarked;
