using System.Text;
using CsCheck;

namespace Tieline.Webex.Tests.Webhooks;

public class TelephonyCallEventTests
{
    private const string MinimalCall = """{"resource":"telephony_calls","event":"updated","data":{"callId":"c","callSessionId":"s","eventTimestamp":"2026-11-23T14:00:00Z"}}""";

    [Fact]
    public void An_answered_inbound_call_reads_as_four_events()
    {
        var events = new[] { "1-received", "2-updated", "3-answered", "4-disconnected" }.Select(Captured).ToList();

        Assert.Equal(
            [CallEventType.Received, CallEventType.Updated, CallEventType.Answered, CallEventType.Disconnected],
            events.Select(happening => happening.EventType));
        Assert.Equal(
            [CallState.Alerting, CallState.Alerting, CallState.Connected, CallState.Disconnected],
            events.Select(happening => happening.Call.State));
        Assert.Single(events.Select(happening => (happening.Call.Id, happening.Call.CallSessionId, happening.PersonId)).Distinct());
        Assert.Equal(events[0].EventTimestamp, events[1].EventTimestamp);
        Assert.All(events, happening => Assert.Equal("+12025550143", happening.Call.RemoteParty.Number));
    }

    [Fact]
    public void The_first_event_knows_no_device_yet_and_the_second_does()
    {
        Assert.Null(Captured("1-received").EndpointId);
        Assert.Equal("", Captured("1-received").EndpointType.Value);
        Assert.Equal(EndpointType.Application, Captured("2-updated").EndpointType);
    }

    [Fact]
    public void The_last_event_tells_both_ends_of_the_talk()
    {
        var end = Captured("4-disconnected");

        Assert.Equal(TimeSpan.FromMilliseconds(209_866), end.Disconnected - end.Call.Answered);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 14, 5, 40, 981, TimeSpan.Zero), end.EventTimestamp);
        Assert.False(end.CompletedElsewhere);
        Assert.Equal(end.PersonId, end.ActorPersonId);
        Assert.NotNull(end.OrgId);
    }

    [Fact]
    public void The_envelope_keeps_what_it_is_about()
    {
        Assert.True(WebhookEnvelope.TryParse(Bytes("3-answered"), out var envelope, out _));

        Assert.Equal("telephony_calls", envelope.Resource);
        Assert.Equal("updated", envelope.Event);
        Assert.Equal("creator", envelope.OwnedBy);
        Assert.Equal(new DateTimeOffset(2026, 10, 2, 7, 11, 26, 413, TimeSpan.Zero), envelope.Created);
    }

    [Fact]
    public void Unknown_words_survive_and_unknown_fields_are_passed_over()
    {
        var read = Parse(Captured("1-received", "\"eventType\":\"received\"", "\"eventType\":\"teleported\",\"newField\":{\"a\":[1,2]},\"another\":null")
            .Replace("\"external\"", "\"interplanetary\"", StringComparison.Ordinal));

        Assert.Equal("teleported", read.EventType.Value);
        Assert.Equal("interplanetary", read.Call.RemoteParty.CallType.Value);
    }

    [Theory]
    [InlineData("\"eventTimestamp\":\"2026-11-23T14:02:07.512Z\"", "\"eventTimestamp\":null", "2026-11-23T14:02:07.511Z")]
    [InlineData("\"eventTimestamp\":\"2026-11-23T14:02:07.512Z\"", "\"eventTimestamp\":\"\"", "2026-11-23T14:02:07.511Z")]
    [InlineData("\"eventTimestamp\":\"2026-11-23T14:02:07.512Z\"", "\"eventTimestamp\":\"gibberish\"", "2026-11-23T14:02:07.511Z")]
    [InlineData("\"eventTimestamp\":\"2026-11-23T14:02:07.512Z\",", "", "2026-11-23T14:02:07.511Z")]
    [InlineData("\"eventTimestamp\":\"2026-11-23T14:02:07.512Z\"", "\"eventTimestamp\":\"2026-11-23T15:02:07.512+01:00\"", "2026-11-23T14:02:07.512Z")]
    [InlineData("\"eventTimestamp\":\"2026-11-23T14:02:07.512Z\"", "\"eventTimestamp\":\"2026-11-23T14:02:07.512\"", "2026-11-23T14:02:07.512Z")]
    public void A_time_that_is_missing_or_odd_falls_back_on_the_calls_own(string from, string to, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Parse(Captured("1-received", from, to)).EventTimestamp);

    [Theory]
    [InlineData("\"privacyEnabled\":false", "\"privacyEnabled\":\"true\"")]
    [InlineData("\"privacyEnabled\":false", "\"privacyEnabled\":true")]
    public void Booleans_may_be_words(string from, string to) => Assert.True(Parse(Captured("1-received", from, to)).Call.RemoteParty.PrivacyEnabled);

    [Fact]
    public void Numbers_may_be_strings_and_strings_numbers()
    {
        var read = Parse(Captured("1-received", "\"appearance\":1", "\"appearance\":\"3\"").Replace("\"+12025550143\"", "1101", StringComparison.Ordinal));

        Assert.Equal(3, read.Call.Appearance);
        Assert.Equal("1101", read.Call.RemoteParty.Number);
    }

    [Fact]
    public void A_withheld_caller_has_neither_name_nor_number()
    {
        var read = Parse(Captured("1-received", "\"name\":\"MARIA LOPEZ\",\"number\":\"+12025550143\",\"privacyEnabled\":false", "\"privacyEnabled\":true"));

        Assert.Null(read.Call.RemoteParty.Name);
        Assert.Null(read.Call.RemoteParty.Number);
        Assert.True(read.Call.RemoteParty.PrivacyEnabled);
    }

    [Fact]
    public void The_least_that_is_a_call_is_read()
    {
        var read = Parse(MinimalCall);

        Assert.Equal("c", read.Call.Id);
        Assert.Equal("", read.Call.State.Value);
        Assert.NotNull(read.Call.RemoteParty);
        Assert.Null(read.PersonId);
    }

    [Theory]
    [InlineData("", "not a JSON object")]
    [InlineData("hello", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "word null")]
    [InlineData("{}", "names no resource")]
    [InlineData("""{"resource":null}""", "names no resource")]
    [InlineData("""{"resource":"messages","data":{}}""", "not telephony_calls")]
    [InlineData("""{"resource":"telephony_calls"}""", "holds no call")]
    [InlineData("""{"resource":"telephony_calls","data":null}""", "holds no call")]
    [InlineData("""{"resource":"telephony_calls","data":[1]}""", "holds no call")]
    [InlineData("""{"resource":"telephony_calls","data":{}}""", "no callId")]
    [InlineData("""{"resource":"telephony_calls","data":{"callId":"c"}}""", "no callSessionId")]
    [InlineData("""{"resource":"telephony_calls","data":{"callId":"c","callSessionId":"s"}}""", "no time")]
    [InlineData("""{"resource":"telephony_calls","data":{"callId":"c","callSessionId":"s","remoteParty":"+secret"}}""", "cannot be read")]
    public void What_is_no_call_is_refused_with_a_reason_that_tells_nothing_of_the_body(string body, string reason)
    {
        Assert.False(TelephonyCallEvent.TryParse(Encoding.UTF8.GetBytes(body), out _, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_whatever_make_it_throw() => Gen.Select(Gen.Int[0, MinimalCall.Length - 1], Gen.Byte, Gen.Int[0, MinimalCall.Length]).Sample((place, value, length) =>
    {
        var body = Encoding.UTF8.GetBytes(MinimalCall)[..length];
        if (place < length)
        {
            body[place] = value;
        }

        return TelephonyCallEvent.TryParse(body, out var happening, out var problem) == (problem is null) && (happening is null) == (problem is not null);
    });

    private static TelephonyCallEvent Captured(string name) => Parse(Encoding.UTF8.GetString(Bytes(name)));

    private static string Captured(string name, string from, string to)
    {
        var text = Encoding.UTF8.GetString(Bytes(name));
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(TelephonyCallEventTests).Assembly.GetManifestResourceStream(name + ".json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static TelephonyCallEvent Parse(string body)
    {
        Assert.True(TelephonyCallEvent.TryParse(Encoding.UTF8.GetBytes(body), out var happening, out var problem), problem);
        return happening;
    }
}
