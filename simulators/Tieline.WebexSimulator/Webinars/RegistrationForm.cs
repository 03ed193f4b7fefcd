using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>What a registrant is asked, as the cloud answers it: flags, own questions and rules that decide by themselves.</summary>
internal sealed record RegistrationForm(JsonObject Fields)
{
    private const int FirstQuestionId = 330_087;

    /// <summary>Names and e-mail are always required; questions and their options get numbers.</summary>
    public static RegistrationForm Of(JsonObject asked)
    {
        var form = new JsonObject { ["autoAcceptRequest"] = Flag(asked, "autoAcceptRequest"), ["requireFirstName"] = true, ["requireLastName"] = true, ["requireEmail"] = true };
        foreach (var name in RegistrationShapes.Details.Keys)
        {
            form[name] = Flag(asked, name);
        }

        if (asked["maxRegisterNum"] is { } most)
        {
            form["maxRegisterNum"] = most.DeepClone();
        }

        form["customizedQuestions"] = new JsonArray([.. (asked["customizedQuestions"] as JsonArray ?? []).Select((question, index) => Numbered(question!.AsObject(), FirstQuestionId + index))]);
        form["rules"] = new JsonArray([.. (asked["rules"] as JsonArray ?? []).Select(rule => rule!.DeepClone())]);
        return new RegistrationForm(form);
    }

    public bool Requires(string name) => Flag(Fields, name);

    [JsonIgnore]
    public int? MostRegistrants => (int?)Fields["maxRegisterNum"]?.GetValue<double>();

    [JsonIgnore]
    public IEnumerable<JsonObject> Questions => Fields["customizedQuestions"]!.AsArray().Select(question => question!.AsObject());

    [JsonIgnore]
    public IEnumerable<JsonObject> Rules => Fields["rules"]!.AsArray().Select(rule => rule!.AsObject()).OrderBy(rule => rule["order"]?.GetValue<double>() ?? 0);

    private static JsonObject Numbered(JsonObject question, int id)
    {
        var copy = question.DeepClone().AsObject();
        copy["id"] = id;
        copy["required"] = Flag(question, "required");
        foreach (var (option, index) in (copy["options"] as JsonArray ?? []).Select((option, index) => (option!.AsObject(), index)))
        {
            option["id"] = index + 1;
        }

        foreach (var (rule, index) in (copy["rules"] as JsonArray ?? []).Select((rule, index) => (rule!.AsObject(), index)))
        {
            rule["order"] = index + 1;
        }

        return copy;
    }

    private static bool Flag(JsonObject fields, string name) => fields[name]?.GetValue<bool>() ?? false;
}
