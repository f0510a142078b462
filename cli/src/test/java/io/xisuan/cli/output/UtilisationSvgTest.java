package io.xisuan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.cli.output.UtilisationChart.Shares;
import io.xisuan.cli.output.UtilisationChart.Site;
import io.xisuan.cli.output.UtilisationChart.Use;
import io.xisuan.model.BillingPeriod;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class UtilisationSvgTest {
    private static final BillingPeriod FEBRUARY = BillingPeriod.parse("2025-02");
    private static final Shares QUIET = new Shares(Map.of(Use.BACKGROUND, 400, Use.IDLE, 600));
    private static final Shares BUSY = new Shares(
            Map.of(Use.BACKGROUND, 400, Use.BILLED, 500, Use.HELD_UNBILLED, 20, Use.IDLE, 60, Use.UNAVAILABLE, 20));

    @Test
    void it_is_well_formed_and_has_a_panel_with_all_uses_for_each_site() throws Exception {
        Document svg = parsed(UtilisationSvg.draw(
                new UtilisationChart(FEBRUARY, 1, List.of(site("中卫 <Zhongwei> & co"), site("庆阳 Qingyang")))));

        assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("算力利用率 Utilisation 2025-02");
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("中卫 <Zhongwei> & co", "庆阳 Qingyang", "已计费 billed", "512 卡 devices", "计费 billed 25.0 %");
    }

    @Test
    void a_use_is_an_outline_in_steps_and_thousandths() {
        String svg = UtilisationSvg.draw(new UtilisationChart(FEBRUARY, 1, List.of(site("a"))));

        assertThat(svg).contains("d=\"M0 1000V600H1V100H2V600H3").contains("scale(26.571428 0.092000)");
    }

    @Test
    void the_same_chart_is_the_same_text() {
        UtilisationChart chart = new UtilisationChart(FEBRUARY, 24, List.of(hourly()));

        assertThat(UtilisationSvg.draw(chart))
                .isEqualTo(UtilisationSvg.draw(chart))
                .hasSizeLessThan(40_000);
    }

    @Test
    void shares_of_any_quantities_are_whole_thousandths_that_sum_to_one_thousand() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 1000; i++) {
            Map<Use, Long> millis = Map.of(
                    Use.BILLED, random.nextLong(1_000_000_000_000L),
                    Use.IDLE, random.nextLong(3),
                    Use.BACKGROUND, random.nextLong(1_000_000_000L));
            assertThat(Shares.of(millis).perMille().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(1000);
        }
        assertThat(Shares.of(Map.of(Use.BILLED, 1L, Use.IDLE, 1L, Use.BACKGROUND, 1L))
                        .perMille())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Use.BACKGROUND, 334, Use.BILLED, 333, Use.HELD_UNBILLED, 0, Use.IDLE, 333, Use.UNAVAILABLE, 0));
        assertThat(Shares.of(Map.of()).of(Use.UNAVAILABLE)).isEqualTo(1000);
    }

    @Test
    void shares_that_do_not_sum_and_months_with_missing_steps_are_refused() {
        assertThatThrownBy(() -> new Shares(Map.of(Use.IDLE, 999))).hasMessageContaining("no shares of 1000");
        assertThatThrownBy(() ->
                        new UtilisationChart(FEBRUARY, 1, List.of(new Site("a", 8, Collections.nCopies(27, QUIET)))))
                .hasMessage("a has 27 steps, but 2025-02 has 28 of them");
    }

    private static Site site(String name) {
        List<Shares> steps = new ArrayList<>();
        for (int day = 1; day <= 28; day++) {
            steps.add(day % 2 == 0 ? BUSY : QUIET);
        }
        return new Site(name, 512, steps);
    }

    private static Site hourly() {
        SplittableRandom random = new SplittableRandom(7);
        List<Shares> steps = new ArrayList<>();
        for (int hour = 0; hour < 28 * 24; hour++) {
            long billed = random.nextLong(400);
            steps.add(Shares.of(Map.of(Use.BACKGROUND, 500L, Use.BILLED, billed, Use.IDLE, 500 - billed)));
        }
        return new Site("a", 8, steps);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
