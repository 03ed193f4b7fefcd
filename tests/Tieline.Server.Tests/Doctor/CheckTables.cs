using Tieline.Salesforce;
using Tieline.Server.CallLogging;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Doctor;
using Tieline.Server.Doctor.Machine;
using Tieline.Server.Doctor.Org;
using Tieline.Server.Doctor.Package;
using Tieline.Server.Doctor.WebexSide;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Conventions;

namespace Tieline.Server.Tests.Doctor;

/// <summary>The pure parts of the checks, as tables.</summary>
public class CheckTables
{
    [Theory]
    [InlineData("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app", "AppApproved")]
    [InlineData("OAUTH_APP_BLOCKED", "this app is blocked by admin", "AppApproved")]
    [InlineData("invalid_app_access", "user is not admin approved to access this app", "AppApproved")]
    [InlineData("invalid_grant", "user hasn't approved this consumer", "AppApproved")]
    [InlineData("invalid_grant", "ip restricted", "IpRestriction")]
    [InlineData("invalid_grant", "ip restricted or invalid login hours", "IpRestriction")]
    [InlineData("invalid_grant", "inactive user", "UserFrozen")]
    [InlineData("inactive_user", "user is inactive", "UserFrozen")]
    [InlineData("invalid_grant", "expired access/refresh token", "RefreshToken")]
    [InlineData("invalid_client", "invalid client credentials", "AppSecret")]
    [InlineData("invalid_client_id", "client identifier invalid", "AppSecret")]
    [InlineData("access_denied", "end-user denied authorization", "SalesforceSignIn")]
    [InlineData("app_blocked", "this app is blocked by admin", "AppApproved")]
    [InlineData("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org", "AppApproved")]
    [InlineData("invalid_scope", "the requested scope is invalid", "SalesforceScopes")]
    [InlineData("API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization.", "ApiAccess")]
    [InlineData("invalid_grant", "invalid assertion", "SalesforceSignIn")]
    [InlineData("invalid_grant", "expired assertion", "SalesforceSignIn")]
    [InlineData("invalid_grant", "Audience validation failed", "SalesforceSignIn")]
    [InlineData("invalid_grant", "no client credentials user enabled", "SalesforceSignIn")]
    [InlineData("unsupported_grant_type", "grant type not supported", "SalesforceSignIn")]
    [InlineData("", "", "SalesforceSignIn")]
    public void A_refused_sign_in_tells_which_check_knows_why(string code, string words, string check) => Assert.Equal(check, OrgCause.OfSignIn(SalesforceWay.WebServer, code, words));

    [Theory]
    [InlineData(SalesforceWay.WebServer, "RefreshToken")]
    [InlineData(SalesforceWay.JwtBearer, "SalesforceSignIn")]
    [InlineData(SalesforceWay.ClientCredentials, "SalesforceSignIn")]
    public void A_grant_that_is_refused_without_a_known_reason_is_a_refresh_token_only_where_there_is_one(SalesforceWay way, string check) =>
        Assert.Equal(check, OrgCause.OfSignIn(way, "invalid_grant", "authentication failure"));

    [Theory]
    [InlineData(SalesforceErrorKind.Forbidden, "API_DISABLED_FOR_ORG", "ApiAccess")]
    [InlineData(SalesforceErrorKind.Forbidden, "INSUFFICIENT_ACCESS", "SalesforceScopes")]
    [InlineData(SalesforceErrorKind.ApiLimit, "REQUEST_LIMIT_EXCEEDED", "ApiCalls")]
    [InlineData(SalesforceErrorKind.SessionExpired, "INVALID_SESSION_ID", "SalesforceSignIn")]
    [InlineData(SalesforceErrorKind.Unreachable, null, "MyDomain")]
    [InlineData(SalesforceErrorKind.Unavailable, "SERVER_UNAVAILABLE", "MyDomain")]
    [InlineData(SalesforceErrorKind.Invalid, "MALFORMED_QUERY", null)]
    public void A_refused_request_tells_which_check_knows_why(SalesforceErrorKind kind, string? code, string? check) => Assert.Equal(check, OrgCause.OfRequest(kind, code));

    [Theory]
    [InlineData("api refresh_token id openid", Verdict.Well, "Well")]
    [InlineData("openid offline_access id api", Verdict.Well, "Well")]
    [InlineData("api id openid", Verdict.Broken, "Missing")]
    [InlineData("full id openid", Verdict.Broken, "Missing")]
    [InlineData("full refresh_token", Verdict.Warning, "TooMany")]
    [InlineData("api refresh_token id openid web", Verdict.Warning, "TooMany")]
    [InlineData("", Verdict.Unknown, "NotSaid")]
    public void Scopes_are_the_least_that_are_needed(string granted, Verdict verdict, string says)
    {
        var found = SalesforceScopesCheck.Judge(granted);
        Assert.Equal((verdict, says), (found.Verdict, found.Says));
    }

    [Theory]
    [InlineData(1000, null, 0, null, 1000)]
    [InlineData(1000, 900L, 60, null, 2400)]
    [InlineData(1000, 900L, 60, 9000L, 2400)]
    [InlineData(1000, 999L, 60, null, 1000)]
    [InlineData(1000, 2000L, 60, null, 1000)]
    [InlineData(1000, 0L, 10, null, 1000)]
    [InlineData(1000, 0L, 10, 9000L, 9000)]
    [InlineData(1000, 0L, 10, 900L, 1000)]
    [InlineData(1000, 0L, 2000, 9000L, 1000)]
    public void A_day_needs_what_is_used_at_this_rate(long used, long? before, int minutes, long? forecastBefore, long forecast) =>
        Assert.Equal(forecast, ApiCallsCheck.Forecast(used, before, TimeSpan.FromMinutes(minutes), forecastBefore));

    [Theory]
    [InlineData("AssignPermissionSets", "", "", Verdict.Well, "Well")]
    [InlineData("", "", "", Verdict.Well, "NoAssign")]
    [InlineData("", "ViewSetup", "", Verdict.Warning, "Less")]
    [InlineData("", "ViewAllUsers", "", Verdict.Warning, "Less")]
    [InlineData("", "ViewRoles", "", Verdict.Warning, "Less")]
    [InlineData("", "EditEvent", "", Verdict.Warning, "Less")]
    [InlineData("", "ActivitiesAccess", "", Verdict.Warning, "Less")]
    [InlineData("", "EditTask", "", Verdict.Broken, "Missing")]
    [InlineData("ModifyAllData", "", "", Verdict.Warning, "TooMany")]
    [InlineData("ViewAllData", "", "", Verdict.Warning, "TooMany")]
    [InlineData("ManageProfilesPermissionsets", "", "", Verdict.Warning, "TooMany")]
    [InlineData("AuthorApex", "", "", Verdict.Warning, "TooMany")]
    [InlineData("", "", "Account", Verdict.Warning, "TooMany")]
    public void Permissions_are_those_that_are_needed(string more, string less, string modifiesAllOf, Verdict verdict, string says)
    {
        var has = IntegrationRightsCheck.OfTheSet.Concat(more.Split(' ')).Except([less, ""]).ToHashSet();
        var found = IntegrationRightsCheck.Judge(has, modifiesAllOf.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((verdict, says), (found.Verdict, found.Says));
    }

    [Fact]
    public void The_permissions_that_are_looked_for_are_those_of_the_permission_set()
    {
        var set = System.Xml.Linq.XDocument.Parse(Repository.Read("salesforce/force-app/main/default/permissionsets/Tieline_Integration.permissionset-meta.xml"));
        Assert.Equal(
            set.Descendants().Where(element => element.Name.LocalName == "userPermissions").Select(element => element.Elements().Single(one => one.Name.LocalName == "name").Value).Order(),
            IntegrationRightsCheck.OfTheSet.Order());
        Assert.Equal(
            IntegrationRightsCheck.Ours,
            set.Descendants().Where(element => element.Name.LocalName == "objectPermissions" && element.Elements().Any(one => one is { Name.LocalName: "modifyAllRecords", Value: "true" }))
                .Select(element => element.Elements().Single(one => one.Name.LocalName == "object").Value));
    }

    [Theory]
    [InlineData("https://acme.my.salesforce.com", "https://acme.lightning.force.com")]
    [InlineData("https://acme--uat.sandbox.my.salesforce.com", "https://acme--uat.sandbox.lightning.force.com")]
    [InlineData("http://localhost:5090", "http://localhost:5090")]
    public void The_Lightning_pages_lie_beside_the_API(string instance, string pages) => Assert.Equal(pages, HostOriginsCheck.LightningOf(instance));

    [Theory]
    [InlineData(null, "default-src 'none'; frame-ancestors https://a.lightning.force.com https://b.example", "Well")]
    [InlineData("SAMEORIGIN", "frame-ancestors https://a.lightning.force.com", "Forbidden")]
    [InlineData(null, "frame-ancestors 'self'", "Changed")]
    [InlineData(null, "frame-ancestors https://a.lightning.force.com, frame-ancestors 'none'", "Changed")]
    [InlineData(null, "default-src 'none'", "Changed")]
    [InlineData(null, null, "Changed")]
    public void Frames_are_allowed_by_every_policy_or_not_at_all(string? xFrameOptions, string? policy, string says) =>
        Assert.Equal(says, FrameHeadersCheck.Judge(xFrameOptions, policy, ["https://a.lightning.force.com"]).Says);

    [Theory]
    [InlineData("https://tieline.example.com", true, "LEX", true, "Well")]
    [InlineData("https://TIELINE.example.com/panels", true, "All", true, "Well")]
    [InlineData("https://tieline.example.com", false, "LEX", true, "Inactive")]
    [InlineData("https://tieline.example.com", true, "LEX", false, "NoFrames")]
    [InlineData("https://tieline.example.com", true, "Communities", true, "Elsewhere")]
    [InlineData("https://other.example.com", true, "LEX", true, "Missing")]
    [InlineData("no address", true, "LEX", true, "Missing")]
    public void A_Trusted_URL_must_be_active_for_frames_of_Lightning_pages(string url, bool active, string context, bool frames, string says) =>
        Assert.Equal(says, TrustedSiteCheck.Judge([new TrustedSiteRow("T", url, active, context, frames)], "https://tieline.example.com").Says);

    [Theory]
    [InlineData("https://login.salesforce.com", true)]
    [InlineData("https://test.salesforce.com", true)]
    [InlineData("https://acme.my.salesforce.com", false)]
    public void The_general_sign_in_is_told_from_an_orgs_own(string login, bool isGeneric) =>
        Assert.Equal(isGeneric, Tieline.Server.Doctor.Org.MyDomainCheck.IsGeneric(new(Guid.Empty, "", "US", [], null, null, login, "", "", "", default)));

    [Theory]
    [InlineData("Good", false, Verdict.Well, "Well")]
    [InlineData("ThisMachine", false, Verdict.Well, "Well")]
    [InlineData("PrivateNetwork", false, Verdict.Warning, "Private")]
    [InlineData("PrivateNetwork", true, Verdict.Well, "Well")]
    [InlineData("NotSecure", true, Verdict.Broken, "NotSecure")]
    [InlineData("AnotherServer", true, Verdict.Broken, "Another")]
    [InlineData("NoAnswer", false, Verdict.Broken, "Unreachable")]
    [InlineData("NoAnswer", true, Verdict.Warning, "Unreachable")]
    public void The_public_address_is_judged_as_the_page_Connection_found_it(string state, bool isProved, Verdict verdict, string says)
    {
        var found = PublicAddressCheck.Judge(new AddressReport(Enum.Parse<AddressState>(state), "https://tieline.example.com", "10.0.0.5"), isProved);
        Assert.Equal((verdict, says), (found.Verdict, found.Says));
    }

    [Theory]
    [InlineData(-10, null, null, true)]
    [InlineData(-10, -10, null, false)]
    [InlineData(-10, -9, null, false)]
    [InlineData(-10, -60, null, true)]
    [InlineData(-10, null, -5, false)]
    [InlineData(-10, null, -15, true)]
    [InlineData(0, null, null, false)]
    [InlineData(-120, null, null, false)]
    [InlineData(-3000, null, null, false)]
    public void A_call_is_lost_when_nothing_came_of_it(int call, int? arrived, int? proof, bool isLost)
    {
        var now = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        DateTimeOffset? At(int? minutes) => minutes is { } some ? now.AddMinutes(some) : null;
        Assert.Equal(isLost, WebhookReachableCheck.IsLost(now.AddMinutes(call), At(arrived), At(proof), signedIn: now.AddMinutes(-90), now));
    }

    [Theory]
    [InlineData(0, "Well", Verdict.Well)]
    [InlineData(9, "Well", Verdict.Well)]
    [InlineData(-30, "Off", Verdict.Warning)]
    [InlineData(30, "Off", Verdict.Warning)]
    [InlineData(61, "Off", Verdict.Broken)]
    [InlineData(null, "NotSaid", Verdict.Unknown)]
    public void A_clock_is_right_to_ten_seconds(int? seconds, string says, Verdict verdict)
    {
        var now = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        var found = ClockDifference.Judge(new OutsideAnswer(System.Net.HttpStatusCode.OK, "", null, seconds is { } off ? now.AddSeconds(off) : null, null, null, now, now));
        Assert.Equal((says, verdict), (found.Says, found.Verdict));
    }

    public static TheoryData<string?, string[], string?> Addresses => new()
    {
        { null, [], null },
        { "Well", ["https://tieline.example.com"], "before" },
        { "Well", ["https://old.example.com"], "now" },
        { "Unreachable", ["https://old.example.com", "refused"], "now" },
        { "NoAnswer", ["8"], "before" },
        { "Failed", ["Something"], "before" },
        { "Because", ["WebexAnswers", ""], "before" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void A_look_that_came_to_nothing_is_no_other_address(string? says, string[] args, string? since)
    {
        var (before, now) = (new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var last = says is null ? null : new Finding(Verdict.Well, says, args) { Measure = Moment.ToMicroseconds(before) };
        Assert.Equal(since is null ? null : since == "now" ? now : before, PublicAddressCheck.Since(last, "https://tieline.example.com", now));
    }

    [Theory]
    [InlineData("NoAnswer", 7)]
    [InlineData("Well", null)]
    public void The_figure_of_before_outlives_a_look_that_came_to_nothing(string says, int? kept)
    {
        var before = CheckResult.Next(null, "ApiCalls", Finding.Well() with { Measure = 7 }, DateTimeOffset.UnixEpoch);
        Assert.Equal(kept, CheckResult.Next(before, "ApiCalls", new Finding(Verdict.Unknown, says, []), DateTimeOffset.UnixEpoch).Finding.Measure);
    }

    [Fact]
    public void The_fields_of_a_task_are_those_that_the_call_log_writes()
    {
        Assert.Contains("CallDurationInSeconds", CallLogFields.Created);
        Assert.Contains("TaskSubtype", CallLogFields.Created);
        Assert.DoesNotContain("TaskSubtype", CallLogFields.Updated);
        var task = new ObjectDescription
        {
            Fields = [.. CallLogFields.Created.Union(CallLogFields.Updated).Except(["WhatId"]).Select(name => new FieldDescription { Name = name, Createable = true, Updateable = name != "Subject" })],
        };
        Assert.Equal(["Subject", "WhatId"], FieldRightsCheck.Missing(task).Order());
    }

    [Fact]
    public void The_package_has_the_version_that_the_server_expects() =>
        Assert.Contains($"PACKAGE_VERSION = '{PackageState.Expected}'", Repository.Read("salesforce/force-app/main/default/classes/TielineLaunch.cls"), StringComparison.Ordinal);

    [Fact]
    public void A_verdict_is_as_old_as_its_last_change()
    {
        var (first, later) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var well = CheckResult.Next(null, "A", Finding.Well(), first);
        Assert.Equal((first, later), (CheckResult.Next(well, "A", Finding.Well("other words"), later).Since, CheckResult.Next(well, "A", Finding.Broken("X"), later).Since));
    }
}
