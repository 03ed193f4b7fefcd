using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>What finds mistakes must be seen to find them.</summary>
public class TheWalkItself
{
    private static readonly Schemas Schemas = new(JsonNode.Parse("""
        {"parts":{
          "Part":{"type":"object","required":["x"],"properties":{"x":{"type":"boolean"}}},
          "Named":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}},
          "Both":{"allOf":[{"$ref":"#/parts/Part"},{"$ref":"#/parts/Named"}]}}}
        """)!);

    [Theory]
    [InlineData("""{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}""", """{"more":1}""", "$.id is missing; $.more is not in the schema")]
    [InlineData("""{"type":"string","enum":["held"]}""", "\"floating\"", "$ is \"floating\", which is not among the values")]
    [InlineData("""{"type":"number"}""", "\"1\"", "$ is String, not number")]
    [InlineData("""{"type":"integer"}""", "1.5", "$ is Number, not integer")]
    [InlineData("""{"type":"integer","minimum":2,"maximum":3}""", "4", "$ is 4, more than the maximum")]
    [InlineData("""{"type":"integer","minimum":2}""", "1", "$ is 1, less than the minimum")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "\"x\"", "$ is as long as 1, less than the minLength")]
    [InlineData("""{"type":"string","maxLength":3}""", "\"xxxx\"", "$ is as long as 4, more than the maxLength")]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "\"b\"", "$ does not match ^a+$")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-03-02 09:00\"", "$ is no date-time")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2.3.2026\"", "$ is no date")]
    [InlineData("""{"type":"string","format":"email"}""", "\"ann\"", "$ is no email")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"7\"", "$ is no uuid")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"there\"", "$ is no uri")]
    [InlineData("""{"type":"array","maxItems":1,"items":{"$ref":"#/parts/Part"}}""", """[{"x":true},{},{"x":0}]""",
        "$ holds 3, more than the maxItems; $[].x is missing; $[].x is Number, not boolean")]
    [InlineData("""{"$ref":"#/parts/Both"}""", """{"x":true}""", "$.name is missing")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"number"}]}""", "true", "$ fits 0 of the alternatives, not one")]
    [InlineData("""{"anyOf":[{"type":"string"},{"$ref":"#/parts/Part"}]}""", "{}", "$ fits none of the alternatives")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"}}""", """{"a":"b"}""", "$.a is String, not number")]
    [InlineData("""{"type":"string"}""", "null", "$ is null")]
    public void An_answer_unlike_its_schema_is_found(string schema, string value, string mistakes) => Assert.Equal(mistakes, Check(schema, value));

    [Theory]
    [InlineData("""{"$ref":"#/parts/Both"}""", """{"x":true,"name":"n"}""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"number"}]}""", "1")]
    [InlineData("""{"type":"string","nullable":true}""", "null")]
    [InlineData("""{"type":"object","additionalProperties":true,"properties":{"a":{"type":"string"}}}""", """{"b":1}""")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-03-02T09:00:00.000+01:00\"")]
    public void An_answer_like_its_schema_is_let_pass(string schema, string value) => Assert.Empty(Check(schema, value));

    [Fact]
    public void A_body_is_spoilt_in_every_place_even_where_the_example_has_nothing()
    {
        var schema = JsonNode.Parse("""
            {"type":"object","required":["n"],"properties":{"n":{"type":"integer","maximum":9},"list":{"type":"array","items":{"$ref":"#/parts/Part"}}}}
            """)!;
        var spoilt = new SpoiltBody(Schemas).Of(JsonNode.Parse("""{"n":8}"""), schema).ToDictionary(one => one.What, one => one.Body!.ToJsonString());
        Assert.All(spoilt.Values, body => Assert.NotEqual("", Check(schema.ToJsonString(), body)));
        Assert.Equal("""{"n":10}""", spoilt["n is beyond its maximum"]);
        Assert.Equal("""{"n":8,"list":[{"x":true,"unknownMember":1}]}""", spoilt["list[].unknownMember"]);
        var places = spoilt.Keys.GroupBy(what => what.Split(' ')[0]).Select(place => $"{place.Key} {place.Count()}");
        Assert.Equal(["list 9", "list[] 10", "list[].unknownMember 1", "list[].x 10", "n 11", "unknownMember 1"], places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_query_is_spoilt_by_what_cannot_be_read()
    {
        var parameter = JsonNode.Parse("""{"name":"max","in":"query","required":true,"schema":{"type":"integer","minimum":1}}""")!;
        var queries = new SpoiltParameters(Schemas).OfQuery("a=b&max=5", parameter).Select(one => one.Query);
        Assert.Equal(["a=b", "a=b&max=%25~", "a=b&max=0", "a=b&max=1.5", "a=b&max=text", "a=b&max=true", "a=b&max=true"], queries.Order(StringComparer.Ordinal));
    }

    private static string Check(string schema, string value) =>
        string.Join("; ", new SchemaCheck(Schemas, new HashSet<string>()).Check(JsonNode.Parse(value), JsonNode.Parse(schema)!));
}
