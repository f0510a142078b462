package io.xisuan.scheduler.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class QueueTreeTest {
    private static final TenantId A = new TenantId("a");
    private static final TenantId B = new TenantId("b");
    private static final TenantId C = new TenantId("c");

    private static void refused(ThrowingCallable made, String message) {
        assertThatThrownBy(made).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void contradictions_are_refused_with_the_queue_and_what_to_do() {
        refused(() -> QueueTree.of(List.of(Queue.of(A), Queue.of(A))), "Queue a is given twice: keep one");
        refused(
                () -> QueueTree.of(List.of(Queue.of(A).under(B))),
                "Queue a belongs to b, which is not given: add b or name another parent");
        refused(() -> Queue.of(A).under(A), "Queue a is its own parent: name another, or none");
        refused(
                () -> QueueTree.of(List.of(
                        Queue.of(A).under(B), Queue.of(B).under(C), Queue.of(C).under(A))),
                "Queue a is below itself, through c: give one of them another parent");
        refused(
                () -> Queue.of(A).withGuarantee(9500).withLimit(8000),
                "Queue a is guaranteed 9.5 devices but may hold only 8: raise its limit or lower its guarantee");
        refused(() -> Queue.of(A).withWeight(0), "Queue a has weight 0: give it a weight from 1 to 1000000");
        refused(
                () -> QueueTree.of(List.of(
                        Queue.of(A).under(C).withGuarantee(6000),
                        Queue.of(B).under(C).withGuarantee(5000),
                        Queue.of(C).withGuarantee(10_000))),
                "The queues of group c are guaranteed 11 devices together but the group only 10:"
                        + " raise the group's guarantee or lower theirs");
        refused(
                () -> QueueTree.of(List.of(
                        Queue.of(A).under(C).withLimit(9000), Queue.of(C).withLimit(8000))),
                "Queue a may hold 9 devices but its group c only 8: lower the one or raise the other");
    }

    @Test
    void a_queue_above_a_ring_is_refused_too() {
        QueueTree fine = QueueTree.of(List.of(Queue.of(A).under(B), Queue.of(B)));
        assertThat(fine.queues()).hasSize(2);
        assertThatThrownBy(() -> QueueTree.of(List.of(
                        Queue.of(A).under(B), Queue.of(B).under(C), Queue.of(C).under(B))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("below itself");
    }

    @Test
    void a_tenant_without_a_queue_is_one_under_the_root_without_limit() {
        assertThat(QueueTree.FLAT.queue(A)).isEqualTo(Queue.of(A));
        assertThat(QueueTree.FLAT.path(A)).containsExactly(Queue.of(A));
    }

    @Test
    void a_path_goes_from_the_tenant_up() {
        QueueTree tree = QueueTree.of(List.of(Queue.of(A).under(B), Queue.of(B).under(C), Queue.of(C)));
        assertThat(tree.path(A).stream().map(Queue::id)).containsExactly(A, B, C);
    }
}
