@NullMarked
package io.xisuan.cli.tariff;

import org.jspecify.annotations.NullMarked;
