package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.MerkleTree;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineBookTest {
    private static MonthClose.Result close(List<UsageInterval> usage) {
        return MonthClose.close(RandomMonth.input(usage, RandomMonth.balances()));
    }

    private static LineBook book(MonthClose.Result close, InvoiceDraft draft) {
        return close.runs().stream()
                .map(RatingRun::book)
                .filter(book -> book.contract().equals(draft.contract()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_line_opens_down_to_slices_that_sum_to_it() {
        for (long seed = 0; seed < 10; seed++) {
            MonthClose.Result close = close(RandomMonth.usage(new SplittableRandom(seed)));
            for (InvoiceDraft draft : close.drafts()) {
                List<BookRow> rows = book(close, draft).rows();
                long opened = 0;
                for (InvoiceLine line : draft.lines()) {
                    List<BookRow> own =
                            rows.stream().filter(row -> row.belongsTo(line)).toList();
                    assertThat(DeviceMillis.sum(
                                    own.stream().map(BookRow::quantity).toList()))
                            .as("seed %d, %s", seed, line)
                            .isEqualTo(line.quantity());
                    assertThat(own).allMatch(row -> row.price().equals(line.unitPrice()));
                    opened += own.size();
                }
                assertThat(opened).as("seed %d", seed).isEqualTo(rows.size());
            }
        }
    }

    @Test
    void the_document_names_digest_and_root_of_its_book() {
        MonthClose.Result close = close(RandomMonth.usage(new SplittableRandom(3)));
        for (InvoiceDraft draft : close.drafts()) {
            LineBook book = book(close, draft);
            String csv = book.csv();
            assertThat(draft.journal().bookDigest()).isEqualTo(Sha256.hex(csv)).isEqualTo(book.sha256());
            List<String> leaves = new ArrayList<>();
            csv.substring(LineBook.HEADER.length()).lines().forEach(line -> {
                if (line.startsWith(",")) {
                    leaves.add(leaves.removeLast() + "\n" + line);
                } else {
                    leaves.add(line);
                }
            });
            assertThat(draft.journal().bookRoot()).contains(MerkleTree.root(leaves));
            assertThat(book.rowCount()).isEqualTo(book.rows().size());
        }
    }

    @Test
    void time_that_was_held_and_not_billed_stands_in_the_book_with_its_reason() {
        List<UsageInterval> usage = new ArrayList<>(RandomMonth.usage(new SplittableRandom(5)));
        usage.replaceAll(one -> Math.floorMod(one.id().hashCode(), 3) == 0 ? unbilled(one) : one);
        MonthClose.Result close = close(usage);
        CloseInput input = RandomMonth.input(usage, RandomMonth.balances());
        assertThat(close.drafts()).isNotEmpty();
        for (InvoiceDraft draft : close.drafts()) {
            Map<UnbilledReason, DeviceMillis> held = book(close, draft).rows().stream()
                    .filter(row -> row.unbilled().isPresent())
                    .collect(Collectors.toMap(
                            row -> row.unbilled().orElseThrow(), BookRow::quantity, DeviceMillis::plus));
            assertThat(held).isNotEmpty().isEqualTo(unbilled(input.usage(), draft.contract()));
        }
    }

    private static Map<UnbilledReason, DeviceMillis> unbilled(UsageSet usage, ContractId contract) {
        Map<UnbilledReason, DeviceMillis> time = new TreeMap<>();
        for (UsageInterval one : Objects.requireNonNull(usage.byContract().get(contract))) {
            one.interval()
                    .intersection(RandomMonth.PERIOD.interval())
                    .filter(within -> one.reason().isPresent())
                    .ifPresent(within ->
                            time.merge(one.reason().orElseThrow(), UsageSet.held(one, within), DeviceMillis::plus));
        }
        return time;
    }

    private static UsageInterval unbilled(UsageInterval usage) {
        return with(usage, usage.lane(), UsageClass.HELD_UNBILLED, Optional.of(UnbilledReason.NODE_FAULT));
    }

    private static UsageInterval with(
            UsageInterval usage, String lane, UsageClass usageClass, Optional<UnbilledReason> reason) {
        return new UsageInterval(
                usage.id(),
                usage.job(),
                usage.attempt(),
                usage.tenant(),
                usage.contract(),
                usage.site(),
                usage.node(),
                lane,
                usage.model(),
                usage.share(),
                usage.interval(),
                usage.quantity(),
                usageClass,
                reason,
                usage.evidenceDigest());
    }

    @Test
    void names_with_commas_quotes_and_chinese_are_read_as_they_were_written() {
        String odd = "卡/\"3\",4";
        List<UsageInterval> usage = RandomMonth.usage(new SplittableRandom(3)).stream()
                .map(one -> with(one, odd, one.usageClass(), one.reason()))
                .toList();
        MonthClose.Result close = close(usage);
        for (RatingRun run : close.runs()) {
            assertThat(run.book().rows())
                    .isNotEmpty()
                    .allMatch(row -> row.lane().equals(odd));
        }
    }

    @Test
    void a_book_whose_bytes_were_changed_is_refused() {
        MonthClose.Result close = close(RandomMonth.usage(new SplittableRandom(3)));
        LineBook one = close.runs().getFirst().book();
        LineBook other = close.runs().getLast().book();
        LineBook swapped = new LineBook(one.contract(), one.sha256(), one.root(), one.rowCount(), other.compressed());
        assertThatThrownBy(swapped::rows)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was changed: its bytes have another digest");
    }

    @Test
    void lines_are_written_as_a_tree_of_nodes_would_be() throws JsonProcessingException {
        for (InvoiceDraft draft :
                close(RandomMonth.usage(new SplittableRandom(4))).drafts()) {
            String json = InvoiceDocument.ofDraft(draft).json();
            assertThat(JsonMapper.builder().build().readTree(json).toString()).isEqualTo(json);
            assertThat(draft.lines()).allMatch(line -> line.component() == Component.COMPUTE);
        }
    }
}
