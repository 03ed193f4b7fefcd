using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Harness;

/// <summary>What the simulator answered.</summary>
public sealed record Answer(int Status, HttpResponseHeaders Headers, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is empty.");

    public string? Message => Json["message"]?.GetValue<string>();

    public JsonArray Items => Json["items"]!.AsArray();

    public string Of(string field) => Json[field]!.GetValue<string>();

    /// <summary>Fails with the body when the status is another one.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Text}");
        return this;
    }
}
