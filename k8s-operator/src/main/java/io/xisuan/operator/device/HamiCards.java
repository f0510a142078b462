package io.xisuan.operator.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * The cards of a node that HAMi shares, as its device plugin lists them: {@code uuid,places,MiB,cores,type,numa,healthy[,index,mode]} for
 * each card with a colon after it, or the same as a JSON array by newer versions. Source: HAMi docs/develop/protocol.md.
 *
 * @param healthy how many cards are well
 * @param memoryMib the memory of a card, of cards that differ the least; 0 where there are none
 */
record HamiCards(int healthy, int memoryMib) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int FIELDS = 7;

    private record Card(long mib, boolean healthy, String mode) {}

    /**
     * Reads an annotation.
     *
     * @throws IllegalArgumentException when it lists no cards that we understand, or cards that HAMi cuts into MIG instances
     */
    static HamiCards parse(String text) {
        List<Card> cards = text.stripLeading().startsWith("[") ? json(text) : fields(text);
        if (cards.stream().anyMatch(card -> card.mode().equals("mig"))) {
            throw new IllegalArgumentException(
                    "HAMi cuts cards of this node into MIG instances, which we do not sell: let its"
                            + " plugin use hami-core there, or NVIDIA's plugin with the strategy mixed");
        }
        List<Card> well = cards.stream().filter(Card::healthy).toList();
        return new HamiCards(
                well.size(),
                Math.toIntExact(well.stream().mapToLong(Card::mib).min().orElse(0)));
    }

    static HamiCards counted(long cards, long mib) {
        return cards == 0 ? new HamiCards(0, 0) : new HamiCards(Math.toIntExact(cards), Math.toIntExact(mib / cards));
    }

    private static List<Card> fields(String text) {
        List<Card> cards = new ArrayList<>();
        for (String card : text.split(":")) {
            String[] fields = card.split(",", -1);
            if (card.isBlank()) {
                continue;
            }
            if (fields.length < FIELDS || !fields[2].matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException("HAMi lists a card as \"%s\", which has no memory".formatted(card));
            }
            cards.add(
                    new Card(Long.parseLong(fields[2]), fields[6].equals("true"), fields.length > 8 ? fields[8] : ""));
        }
        return cards;
    }

    private static List<Card> json(String text) {
        try {
            List<Card> cards = new ArrayList<>();
            for (JsonNode card : MAPPER.readTree(text)) {
                cards.add(new Card(
                        card.path("devmem").asLong(),
                        card.path("health").asBoolean(),
                        card.path("mode").asText()));
            }
            return cards;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("HAMi lists the node's cards in no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
