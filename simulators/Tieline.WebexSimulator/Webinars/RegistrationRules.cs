using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>Whether a registration answers the form, and which status the form's rules give it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-registrants/register-a-meeting-registrant</remarks>
internal static class RegistrationRules
{
    /// <summary>What was answered beside names and e-mail, or a refusal.</summary>
    public static JsonObject Details(RegistrationForm form, JsonBody body)
    {
        var details = new JsonObject();
        foreach (var (requirement, field) in RegistrationShapes.Details)
        {
            if (Given(body, field) is { } value)
            {
                details[field] = field == "zipCode" ? Number(value) : JsonNode.Parse(value.GetRawText());
            }
            else if (form.Requires(requirement))
            {
                throw WebexFailure.BadRequest($"{field} is required and cannot be empty.");
            }
        }

        var answers = Given(body, "customizedQuestions") is { } list ? JsonNode.Parse(list.GetRawText())!.AsArray() : [];
        details["customizedQuestions"] = new JsonArray([.. answers.Select(answer => Checked(form, answer!.AsObject()))]);
        foreach (var question in form.Questions.Where(question => question["required"]!.GetValue<bool>() && !answers.Any(answer => Id(answer!["questionId"]) == Id(question["id"]) && SaysSomething(answer))))
        {
            throw WebexFailure.BadRequest($"The question \"{question["question"]}\" requires an answer.");
        }

        return details;
    }

    /// <summary>The first rule that fits decides; without one it is the form's own acceptance.</summary>
    public static string Status(RegistrationForm form, JsonBody body, JsonObject details)
    {
        foreach (var rule in form.Rules)
        {
            var name = rule["question"]!.GetValue<string>();
            if (Fits(rule, Given(body, name)?.ToString() ?? ""))
            {
                return Result(rule);
            }
        }

        foreach (var answer in details["customizedQuestions"]!.AsArray())
        {
            var question = form.Questions.First(one => Id(one["id"]) == Id(answer!["questionId"]));
            foreach (var rule in question["rules"] as JsonArray ?? [])
            {
                if (answer!["answers"]!.AsArray().Any(given => Fits(rule!.AsObject(), given!["answer"]!.GetValue<string>())))
                {
                    return Result(rule!.AsObject());
                }
            }
        }

        return form.Requires("autoAcceptRequest") ? Registrant.Approved : Registrant.Pending;
    }

    private static JsonObject Checked(RegistrationForm form, JsonObject answer)
    {
        var question = form.Questions.FirstOrDefault(one => Id(one["id"]) == Id(answer["questionId"]))
            ?? throw WebexFailure.BadRequest($"questionId {answer["questionId"]} is not one of the form's.");
        var options = question["options"] as JsonArray ?? [];
        var given = answer["answers"]!.AsArray().Select(one => one!.AsObject()).ToList();
        if (given.Exists(one => one["optionId"] is not null && !options.Any(option => Id(option!["id"]) == Id(one["optionId"]))))
        {
            throw WebexFailure.BadRequest("optionId is not one of the question's.");
        }

        if (question["maxLength"]?.GetValue<double>() is > 0 and var most && given.Exists(one => one["answer"]!.GetValue<string>().Length > most))
        {
            throw WebexFailure.BadRequest($"The answer must not be longer than {most} characters.");
        }

        return new JsonObject
        {
            ["questionId"] = long.Parse(Id(question["id"]), System.Globalization.CultureInfo.InvariantCulture),
            ["answers"] = new JsonArray([.. given.Select(one => one["optionId"] is null
                ? new JsonObject { ["answer"] = one["answer"]!.GetValue<string>() }
                : new JsonObject { ["optionId"] = long.Parse(Id(one["optionId"]), System.Globalization.CultureInfo.InvariantCulture), ["answer"] = one["answer"]!.GetValue<string>() })]),
        };
    }

    private static bool SaysSomething(JsonNode answer) =>
        answer["answers"]!.AsArray().Any(given => given!["optionId"] is not null || given["answer"]!.GetValue<string>().Length > 0);

    private static bool Fits(JsonObject rule, string value)
    {
        var (wanted, compare) = (rule["value"]!.GetValue<string>(), rule["matchCase"]?.GetValue<bool>() is true ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        return rule["condition"]!.GetValue<string>() switch
        {
            "contains" => value.Contains(wanted, compare),
            "notContains" => !value.Contains(wanted, compare),
            "beginsWith" => value.StartsWith(wanted, compare),
            "endsWith" => value.EndsWith(wanted, compare),
            "equals" => value.Equals(wanted, compare),
            _ => !value.Equals(wanted, compare),
        };
    }

    private static string Result(JsonObject rule) => rule["result"]!.GetValue<string>() == "approve" ? Registrant.Approved : Registrant.Rejected;

    private static JsonElement? Given(JsonBody body, string name) =>
        body.Root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && value.ToString().Length > 0 ? value : null;

    /// <summary>Ids come as numbers and as texts of digits.</summary>
    private static string Id(JsonNode? node) => node!.ToString();

    private static JsonNode Number(JsonElement zip) => long.TryParse(zip.ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var digits)
        ? JsonValue.Create(digits)
        : throw WebexFailure.BadRequest("zipCode must be a number.");
}
