/**
 * The one place of billing that does input and output: money, intents and documents in a database, one transaction for
 * each batch. It must not know the cluster nor how a plan is made. Start reading at {@link
 * io.xisuan.billing.store.Store}.
 */
@NullMarked
package io.xisuan.billing.store;

import org.jspecify.annotations.NullMarked;
