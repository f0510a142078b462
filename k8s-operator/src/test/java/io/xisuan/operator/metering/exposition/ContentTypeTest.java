package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentTypeTest {
    @Test
    void what_exporters_send_is_known() {
        assertThat(ContentType.of("text/plain; version=0.0.4; charset=utf-8"))
                .isEqualTo(new ContentType(ExpositionFormat.TEXT, true));
        assertThat(ContentType.of("text/plain;version=1.0.0;escaping=allow-utf-8"))
                .isEqualTo(new ContentType(ExpositionFormat.TEXT, true));
        assertThat(ContentType.of("application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=values"))
                .isEqualTo(new ContentType(ExpositionFormat.OPENMETRICS, true));
        assertThat(ContentType.of("Application/OpenMetrics-Text;version=\"0.0.1\""))
                .isEqualTo(new ContentType(ExpositionFormat.OPENMETRICS, true));
        assertThat(ContentType.of("text/plain")).isEqualTo(new ContentType(ExpositionFormat.TEXT, true));
    }

    @Test
    void anything_else_is_read_as_prometheus_text_and_said_to_be_unknown() {
        for (String header : new String[] {"", "text/html", "application/json; version=0.0.4", ";;=", "text"}) {
            assertThat(ContentType.of(header)).as(header).isEqualTo(new ContentType(ExpositionFormat.TEXT, false));
        }
    }

    @Test
    void an_unknown_version_or_charset_keeps_its_family_and_is_said_to_be_unknown() {
        assertThat(ContentType.of("application/openmetrics-text; version=2.0.0"))
                .isEqualTo(new ContentType(ExpositionFormat.OPENMETRICS, false));
        assertThat(ContentType.of("text/plain; version=0.0.4; charset=gbk"))
                .isEqualTo(new ContentType(ExpositionFormat.TEXT, false));
    }

    @Test
    void the_header_that_is_sent_asks_for_openmetrics_first() {
        assertThat(ContentType.of(ContentType.ACCEPT.split(",", 2)[0]).format())
                .isEqualTo(ExpositionFormat.OPENMETRICS);
        assertThat(ContentType.ACCEPT).contains("text/plain;version=0.0.4").endsWith("*/*;q=0.1");
    }
}
