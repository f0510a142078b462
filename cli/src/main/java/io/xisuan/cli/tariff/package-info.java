/**
 * The commands on price lists: list, show, price, lint; from manifests, or from the versions that the store keeps. They must not write.
 * Start reading at {@link io.xisuan.cli.tariff.TariffCommand}.
 */
@NullMarked
package io.xisuan.cli.tariff;

import org.jspecify.annotations.NullMarked;
