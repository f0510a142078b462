package io.xisuan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.cli.output.StepChart.Line;
import io.xisuan.cli.output.StepChart.Panel;
import io.xisuan.cli.output.StepChart.Scale;
import io.xisuan.cli.output.StepChart.Time;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class StepChartSvgTest {
    private static final long DAY = 86_400_000L;

    private static Panel panel(String name, Line... lines) {
        return new Panel(name, "8 卡 devices", "利用率 used, %", new Scale(100_000), List.of(lines));
    }

    private static StepChart chart(long spanMillis) {
        Line busy = new Line("75.0 %", List.of(100_000L, 100_000L, 50_000L, 50_000L));
        Line idle = new Line("0.0 %", List.of(0L, 0L, 0L, 0L));
        return new StepChart(
                "Use <and> queue",
                List.of("fifo", "own & new"),
                new Time(spanMillis, "since the start"),
                List.of(panel("中卫", busy, idle), panel("a very long name of a site with no end", idle, busy)));
    }

    @Test
    void every_panel_has_its_name_its_unit_and_a_line_for_each_name_of_the_legend() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        StepChartSvg.draw(chart(10 * DAY)).getBytes(StandardCharsets.UTF_8)));

        assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Use <and> queue");
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("中卫", "own & new 0.0 %", "利用率 used, %", "since the start (天 days)", "a very long", "…")
                .doesNotContain("with no end");
    }

    @Test
    void a_line_goes_down_where_its_value_falls_and_nowhere_else() {
        assertThat(StepChartSvg.draw(chart(10 * DAY))).contains("d=\"M0 0H3620V460H7240\"", "d=\"M0 920H7240\"");
    }

    @Test
    void the_time_axis_has_a_unit_that_fits_and_few_ticks() {
        assertThat(StepChartSvg.draw(chart(5))).contains("毫秒 milliseconds");
        assertThat(StepChartSvg.draw(chart(90_000))).contains("秒 seconds").contains(">80<");
        assertThat(StepChartSvg.draw(chart(3 * 3_600_000L))).contains("分钟 minutes");
        assertThat(StepChartSvg.draw(chart(36_500 * DAY))).contains("天 days").contains(">35,000<");
    }

    @Test
    void the_same_chart_is_the_same_text() {
        assertThat(StepChartSvg.draw(chart(DAY))).isEqualTo(StepChartSvg.draw(chart(DAY)));
    }

    @Test
    void a_scale_has_room_for_the_most_and_a_round_end() {
        assertThat(Scale.of(0).topMilli()).isEqualTo(1000);
        assertThat(Scale.of(1001).topMilli()).isEqualTo(2000);
        assertThat(Scale.of(437_000).topMilli()).isEqualTo(500_000);
        assertThat(Scale.of(5_000_001).topMilli()).isEqualTo(10_000_000);
    }

    @Test
    void what_no_chart_can_show_is_refused() {
        assertThatThrownBy(() -> new Time(0, "since")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> panel("a", new Line("", List.of(1L)), new Line("", List.of())))
                .hasMessageContaining("different lengths");
        assertThatThrownBy(() -> new StepChart("t", List.of("one"), new Time(1, ""), List.of(panel("a"))))
                .hasMessageContaining("0 lines of 1");
    }
}
