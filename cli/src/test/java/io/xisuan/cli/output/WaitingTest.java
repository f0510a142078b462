package io.xisuan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a waiting person is told, over a clock of the test. */
class WaitingTest {
    private static final Terminal SCREEN = new Terminal(true, true, true, 40);

    private final AtomicLong nanos = new AtomicLong();
    private final StringWriter err = new StringWriter();

    private Waiting waiting(Terminal terminal) {
        return new Waiting(new PrintWriter(err), terminal, nanos::get, "reading the journal");
    }

    private void pass(Waiting waiting, long millis) {
        nanos.addAndGet(millis * 1_000_000L);
        waiting.look();
    }

    @Test
    void nothing_is_said_of_what_ends_within_a_second() {
        Waiting waiting = waiting(Terminal.NONE);
        pass(waiting, 999);
        waiting.close();

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void lines_that_stay_come_at_the_first_second_then_every_five_and_at_the_end() {
        Waiting waiting = waiting(Terminal.NONE);
        pass(waiting, 1_000);
        waiting.at(1_500, 6_000);
        pass(waiting, 4_999);
        pass(waiting, 1);
        pass(waiting, 100);
        waiting.close();

        assertThat(err.toString().lines())
                .containsExactly(
                        "xisuan: reading the journal, 1 s",
                        "xisuan: reading the journal: 1,500/6,000 (25 %), 6 s",
                        "xisuan: reading the journal: 1,500/6,000 (25 %), 6 s");
    }

    @Test
    void on_a_terminal_one_line_is_written_over_and_taken_away() {
        Waiting waiting = waiting(SCREEN);
        pass(waiting, 1_000);
        waiting.now("proving");
        pass(waiting, 1_000);
        waiting.close();

        assertThat(err.toString())
                .isEqualTo("\r\u001b[Kxisuan: reading the journal, 1 s\r\u001b[Kxisuan: proving, 2 s\r\u001b[K");
    }

    @Test
    void a_line_that_stays_is_written_above_what_is_told_of_the_moment() {
        Waiting waiting = waiting(SCREEN);
        pass(waiting, 1_000);
        waiting.say("east: 8 devices are free");
        pass(waiting, 100);
        waiting.close();

        assertThat(err.toString())
                .contains("1 s\r\u001b[Keast: 8 devices are free\n\r\u001b[Kxisuan: reading the journal, 1 s");
    }

    @Test
    void a_long_line_is_cut_so_that_it_can_be_written_over() {
        Waiting waiting = waiting(SCREEN);
        waiting.now("a very long thing that takes time, at a site with a very long name");
        pass(waiting, 1_000);

        assertThat(DisplayWidth.of(err.toString().replace("\r\u001b[K", ""))).isLessThan(40);
        waiting.close();
    }
}
