/**
 * Who leads: a Lease in the cluster says which of several processes acts, and each process knows by its own monotonic clock until when
 * that is certain. It elects and does not fence: the store's epoch does. It must not know what is done by the leader. Start at {@link
 * io.xisuan.operator.elect.Candidacy}.
 */
@NullMarked
package io.xisuan.operator.elect;

import org.jspecify.annotations.NullMarked;
