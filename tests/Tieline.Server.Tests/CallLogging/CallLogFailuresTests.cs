using System.Net;
using Tieline.Salesforce;
using Tieline.Server.CallLogging;
using Tieline.Server.Deliveries;

namespace Tieline.Server.Tests.CallLogging;

public class CallLogFailuresTests
{
    public static TheoryData<SalesforceErrorKind> Kinds => [.. Enum.GetValues<SalesforceErrorKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Each_kind_of_failure_has_a_meaning_and_none_gives_up(SalesforceErrorKind kind) =>
        Assert.NotEqual(FailureKind.GiveUp, CallLogFailures.Meaning(kind).Kind);

    [Fact]
    public void Only_a_lost_answer_is_unsure()
    {
        Assert.True(CallLogFailures.Outcome(new SalesforceException(SalesforceErrorKind.Unsure, "cut")).Unsure);
        Assert.False(CallLogFailures.Outcome(new SalesforceException(SalesforceErrorKind.Unavailable, "down")).Unsure);
    }

    [Theory]
    [InlineData("INACTIVE_OWNER_OR_USER", "", "OwnerId", "LogOwnerInactive")]
    [InlineData("INVALID_CROSS_REFERENCE_KEY", "OwnerId", "OwnerId", "LogOwnerInactive")]
    [InlineData("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "", "WhoId", "LogNotLinked")]
    [InlineData("ENTITY_IS_DELETED", "", "WhoId", "LogNotLinked")]
    [InlineData("CANNOT_UPDATE_CONVERTED_LEAD", "WhoId", "WhoId", "LogNotLinked")]
    public void What_the_org_cannot_take_is_left_out(string code, string field, string leftOut, string problem)
    {
        var fields = new Dictionary<string, object?> { ["OwnerId"] = "005", ["WhoId"] = "003" };
        var wayOut = CallLogFailures.WayOut(fields, Refusal(code, field));
        Assert.Equal((leftOut, problem), (Assert.Single(wayOut!.Value.LeftOut), wayOut.Value.Problem));
    }

    [Theory]
    [InlineData("WhatId", "WhatId")]
    [InlineData("WhoId", "WhoId")]
    [InlineData("", "WhoId WhatId")]
    public void Of_two_links_only_the_named_one_is_left_out_and_both_when_none_is_named(string named, string leftOut)
    {
        var fields = new Dictionary<string, object?> { ["WhoId"] = "003", ["WhatId"] = "001" };
        Assert.Equal(leftOut.Split(' '), CallLogFailures.WayOut(fields, Refusal("INVALID_CROSS_REFERENCE_KEY", named))!.Value.LeftOut);
    }

    [Theory]
    [InlineData("FIELD_CUSTOM_VALIDATION_EXCEPTION", "")]
    [InlineData("INVALID_CROSS_REFERENCE_KEY", "RecordTypeId")]
    [InlineData("UNABLE_TO_LOCK_ROW", "")]
    public void Other_refusals_have_no_way_out(string code, string field) =>
        Assert.Null(CallLogFailures.WayOut(new Dictionary<string, object?> { ["OwnerId"] = "005", ["WhoId"] = "003" }, Refusal(code, field)));

    private static SalesforceException Refusal(string code, string field) => new(SalesforceErrorKind.Invalid, code)
    {
        StatusCode = HttpStatusCode.BadRequest, Errors = [new SalesforceError(code, code, field.Length == 0 ? [] : [field])],
    };
}
