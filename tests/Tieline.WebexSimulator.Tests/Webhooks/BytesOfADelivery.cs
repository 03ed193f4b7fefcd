using System.Text;
using System.Text.Json;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Webhooks;

/// <summary>Receivers verify signatures over JSON that JavaScript has parsed and written again: the bytes must be those that it writes.</summary>
public class BytesOfADelivery
{
    [Theory]
    [InlineData("plain <a&b> 'c' +d/e `f`", "plain <a&b> 'c' +d/e `f`")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("\b\t\n\f\r", "\\b\\t\\n\\f\\r")]
    [InlineData("\0\u001f", "\\u0000\\u001f")]
    [InlineData("\u007f\u0080\u00a0\u00ad\u3000\u200b\u200e\ufeff", "\u007f\u0080\u00a0\u00ad\u3000\u200b\u200e\ufeff")]
    [InlineData("\u2028\u2029\ue000\ufffe\uffff", "\u2028\u2029\ue000\ufffe\uffff")]
    [InlineData("🙂 👩‍💻 𠮷", "🙂 👩‍💻 𠮷")]
    [InlineData("a long text that ends in a quote \"", "a long text that ends in a quote \\\"")]
    public void A_text_is_written_as_JavaScript_writes_it(string text, string written)
    {
        Assert.Equal($"\"{written}\"", Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(text, WireJson.Options)));
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(text, WireJson.Options));
        Assert.Equal($$"""{"{{written}}":1}""", JsonSerializer.Serialize(new Dictionary<string, int> { [text] = 1 }, WireJson.Options));
        var parsed = JsonElement.Parse(JsonSerializer.Serialize(text));
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(parsed, WireJson.Options));
    }

    [Fact]
    public void Half_a_letter_does_not_stop_the_writer() => Assert.Equal("\"a\ufffdb\"", JsonSerializer.Serialize("a\ud83db", WireJson.Options));

    [Fact]
    public async Task A_callers_name_comes_over_the_wire_letter_by_letter()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("manual", more: new { name = "Søren\u00a0🙂\u3000" });
        Assert.Contains("\"name\":\"Søren\u00a0🙂\u3000\"", Encoding.UTF8.GetString(simulation.Receiver.All.First().Body), StringComparison.Ordinal);
    }
}
