package io.xisuan.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeaderBlockTest {
    private static final String[] NAMES = {
        "grpc-status",
        "grpc-message",
        "content-type",
        "server",
        "x-of-our-own",
        "accept-encoding",
        "www-authenticate",
        "age"
    };

    @Test
    void the_examples_of_rfc_7541_read_as_it_says() throws CallBroken {
        // C.2.2 and C.2.4, C.6.1 without the entries that it adds to the dynamic table
        assertThat(HeaderBlock.read(bytes("040c2f73616d706c652f70617468"))).containsEntry(":path", "/sample/path");
        assertThat(HeaderBlock.read(bytes("82"))).containsEntry(":method", "GET");
        assertThat(HeaderBlock.read(bytes("4882640258 85aec3771a4b".replace(" ", ""))))
                .containsEntry(":status", "302")
                .containsEntry("cache-control", "private");
    }

    @Test
    void what_netty_writes_reads_the_same() throws CallBroken, Http2Exception {
        long seed = 7541;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3000; round++) {
            SortedMap<String, String> headers = new TreeMap<>();
            headers.put(":status", Integer.toString(100 + random.nextInt(500)));
            for (int i = random.nextInt(5); i > 0; i--) {
                headers.put(NAMES[random.nextInt(NAMES.length)], text(random));
            }
            assertThat(HeaderBlock.read(written(headers)))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(headers);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(600); i > 0; i--) {
            text.append((char) (32 + random.nextInt(224)));
        }
        return text.toString();
    }

    private static byte[] written(SortedMap<String, String> headers) throws Http2Exception {
        DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
        encoder.configuration().maxHeaderTableSize(0);
        Http2Headers all = new DefaultHttp2Headers(false);
        headers.forEach(all::add);
        ByteBuf block = Unpooled.buffer();
        encoder.encodeHeaders(1, all, block);
        byte[] bytes = new byte[block.readableBytes()];
        block.readBytes(bytes);
        return bytes;
    }

    @Test
    void what_was_forbidden_or_ends_in_the_middle_is_refused() {
        assertThatThrownBy(() -> HeaderBlock.read(bytes("be"))).isInstanceOf(CallBroken.class); // index 62
        assertThatThrownBy(() -> HeaderBlock.read(bytes("80"))).isInstanceOf(CallBroken.class); // index 0
        assertThatThrownBy(() -> HeaderBlock.read(bytes("3fe11f"))).isInstanceOf(CallBroken.class); // table of 4096
        assertThatThrownBy(() -> HeaderBlock.read(bytes("040c2f73"))).isInstanceOf(CallBroken.class);
        assertThatThrownBy(() -> HeaderBlock.read(bytes("7fffffffffff"))).isInstanceOf(CallBroken.class);
        assertThatThrownBy(() -> HeaderBlock.read(bytes("0484ffffffff")))
                .isInstanceOf(CallBroken.class); // the end symbol
        assertThatThrownBy(() -> HeaderBlock.read(bytes("048100"))).isInstanceOf(CallBroken.class); // padding of zeros
    }

    @Test
    void random_bytes_are_read_or_refused_and_nothing_else_happens() {
        long seed = 61;
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] noise = new byte[random.nextInt(30)];
            random.nextBytes(noise);
            try {
                HeaderBlock.read(noise);
            } catch (CallBroken expected) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d round %d".formatted(seed, round), e);
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
