/**
 * Usage to money: rating, subsidy, ledger, invoice, claim. Knows neither Kubernetes nor scheduling.
 */
@NullMarked
package io.xisuan.billing;

import org.jspecify.annotations.NullMarked;
