using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>What the bodies of the registration paths may hold.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-registrants</remarks>
internal static class RegistrationShapes
{
    public const int MostAtOnce = 1000;

    /// <summary>What a form can require, beside names and e-mail, with the field of a registrant that answers it.</summary>
    public static readonly Dictionary<string, string> Details = new()
    {
        ["requireJobTitle"] = "jobTitle", ["requireCompanyName"] = "companyName", ["requireAddress1"] = "address1", ["requireAddress2"] = "address2",
        ["requireCity"] = "city", ["requireState"] = "state", ["requireZipCode"] = "zipCode", ["requireCountryRegion"] = "countryRegion",
        ["requireWorkPhone"] = "workPhone", ["requireFax"] = "fax",
    };

    private static readonly string[] Conditions = ["contains", "notContains", "beginsWith", "endsWith", "equals", "notEquals"];

    private static readonly Dictionary<string, Shape> RuleFields = new()
    {
        ["condition"] = Shape.OneOf(Conditions), ["value"] = Shape.Text(500, 1), ["result"] = Shape.OneOf("approve", "reject"), ["matchCase"] = Shape.Flag,
    };

    private static readonly Dictionary<string, Shape> QuestionFields = new()
    {
        ["question"] = Shape.Text(1000, 1), ["required"] = Shape.Flag, ["maxLength"] = Shape.Number(0, 999),
        ["type"] = Shape.OneOf("singleLineTextBox", "multiLineTextBox", "checkbox", "dropdownList", "radioButtons"),
        ["options"] = Shape.List(Shape.Object(new Dictionary<string, Shape> { ["value"] = Shape.Text(500, 1) }, "value"), 100),
        ["rules"] = Shape.List(Shape.Object(RuleFields, "condition", "value", "result"), 100),
    };

    private static readonly Dictionary<string, Shape> FormRuleFields = new(RuleFields)
    {
        ["question"] = Shape.OneOf("lastName", "email", "jobTitle", "companyName", "address1", "address2", "city", "state", "zipCode", "countryRegion", "workPhone", "fax"),
        ["order"] = Shape.Number(0, 1000),
    };

    private static readonly Dictionary<string, Shape> FormFields = new(Details.Keys.Concat(["autoAcceptRequest", "requireFirstName", "requireLastName", "requireEmail"])
        .Select(name => KeyValuePair.Create(name, Shape.Flag)))
    {
        ["maxRegisterNum"] = Shape.Number(1, 100_000_000),
        ["customizedQuestions"] = Shape.List(Shape.Object(QuestionFields, "question", "type"), 100),
        ["rules"] = Shape.List(Shape.Object(FormRuleFields, "question", "condition", "value", "result", "order"), 100),
    };

    public static readonly Shape Form = Shape.Object(FormFields);

    public static readonly Shape ChangedForm = Shape.Object(new Dictionary<string, Shape>(FormFields) { ["hostEmail"] = Shape.Email });

    private static readonly Dictionary<string, Shape> RegistrantFields = new(Details.Values.Select(name => KeyValuePair.Create(name, Shape.Text(500))))
    {
        ["firstName"] = Shape.Text(128, 1), ["lastName"] = Shape.Text(128, 1), ["email"] = Shape.Email, ["sendEmail"] = Shape.Flag,
        ["zipCode"] = Shape.Either(Shape.Number(0, 1_000_000_000_000), Shape.Text(20)),
        ["customizedQuestions"] = Shape.List(Shape.Object(new Dictionary<string, Shape>
        {
            ["questionId"] = Shape.Either(Shape.Number(1, int.MaxValue), Shape.Text(10, 1)),
            ["answers"] = Shape.List(Shape.Object(new Dictionary<string, Shape>
            {
                ["optionId"] = Shape.Either(Shape.Number(1, int.MaxValue), Shape.Text(10, 1)), ["answer"] = Shape.Text(1000),
            }, "answer"), 100),
        }, "questionId", "answers"), 100),
    };

    public static readonly Shape Registrant = Shape.Object(RegistrantFields, "firstName", "lastName", "email");

    public static readonly Shape Registrants = Shape.Object(new Dictionary<string, Shape> { ["items"] = Shape.List(Registrant, MostAtOnce) }, "items");

    public static readonly Shape Query = Shape.Object(new Dictionary<string, Shape>
    {
        ["emails"] = Shape.List(Shape.Email, MostAtOnce), ["status"] = Shape.OneOf("approved", "pending", "rejected"),
        ["orderType"] = Shape.OneOf("DESC", "ASC"), ["orderBy"] = Shape.OneOf("firstName", "lastName", "status", "email"),
    }, "emails");

    public static readonly Shape Batch = Shape.Object(new Dictionary<string, Shape>
    {
        ["sendEmail"] = Shape.Flag,
        ["registrants"] = Shape.List(Shape.Object(new Dictionary<string, Shape> { ["id"] = Shape.Text(100, 1) }, "id"), MostAtOnce),
    });
}
