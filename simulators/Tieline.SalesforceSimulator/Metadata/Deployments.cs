using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// The org's deployments on its own clock: each waits a moment, runs for a moment, and ends; one runs at a time. They are
/// rows (DeployRequest, and DeployContent for what no API shows), so that a restart goes on with those unfinished.
/// </summary>
internal sealed class Deployments(SalesforceOrg org)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly string[] Done = ["Succeeded", "SucceededPartial", "Failed", "Canceled"];

    internal static bool IsDone(SalesforceRecord request) => Done.Contains(request.Text("Status"));

    internal SalesforceRecord Submit(string userId, DeployOptions options, byte[] zip)
    {
        var request = SetupRows.Put(org, userId, "DeployRequest", null, new Dictionary<string, object?>
        {
            ["Status"] = "Pending", ["CheckOnly"] = options.CheckOnly, ["RollbackOnError"] = options.RollbackOnError, ["IgnoreWarnings"] = options.IgnoreWarnings, ["RunTestsEnabled"] = options.TestLevel != "NoTestRun",
            ["NumberComponentsTotal"] = 0, ["NumberComponentsDeployed"] = 0, ["NumberComponentErrors"] = 0, ["NumberTestsTotal"] = 0, ["NumberTestsCompleted"] = 0, ["NumberTestErrors"] = 0,
        });
        var id = org.Records.NextId(org.Schema["DeployContent"].KeyPrefix!);
        org.Records.Put(new SalesforceRecord("DeployContent", id, ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("DeployRequestId", request.Id)
            .Add("Options", options.Given.ToJsonString()).Add("Zip", Convert.ToBase64String(zip))));
        AdvanceLater(request.Id);
        return request;
    }

    internal void Cancel(SalesforceRecord request, string userId)
    {
        Change(request.With("Status", "Canceling").With("CanceledById", userId));
        AdvanceLater(request.Id);
    }

    /// <summary>After a restart: the unfinished ones go on.</summary>
    internal void Resume()
    {
        foreach (var request in org.Records.Rows("DeployRequest").Where(r => !IsDone(r))) AdvanceLater(request.Id);
    }

    internal SalesforceRecord Content(SalesforceRecord request) => org.Records.Table("DeployContent").WithText("DeployRequestId", request.Id).Single();

    private void AdvanceLater(string id) => org.Clock.At(org.Clock.Now + Moment, () => { org.Run(() => Advance(id)); return Task.CompletedTask; });

    private void Advance(string id)
    {
        // A deployment changed since, or one of the same id after a reset, has a later timer of its own.
        if (org.Records.Find(id) is not { } request || IsDone(request) || request.Moment("SystemModstamp") + Moment > org.Clock.Now) return;
        var busy = org.Records.Rows("DeployRequest").Any(r => r.Text("Status") == "InProgress" && r.Id != id);
        switch (request.Text("Status"))
        {
            case "Pending" when !busy: Change(request.With("Status", "InProgress").With("StartDate", Moments.Cut(org.Clock.Now))); break;
            case "InProgress": Finish(request); return;
            case "Canceling": End(request, "Canceled"); return;
        }

        AdvanceLater(id);
    }

    private void Finish(SalesforceRecord request)
    {
        var content = Content(request);
        var options = new DeployOptions { Given = JsonNode.Parse(content.Text("Options")!)!.AsObject() };
        var deployment = new Deployment(org, request.Text("CreatedById")!, options);
        DeployOutcome outcome;
        try
        {
            outcome = org.Run(() => deployment.Run(PackageZip.Read(Convert.FromBase64String(content.Text("Zip")!), options.SinglePackage)));
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // As in the cloud, what nobody foresaw fails this deployment and lets the next one run.
            CustomSchema.Rebuild(org);
            End(request.With("ErrorStatusCode", "UNKNOWN_EXCEPTION").With("ErrorMessage", "UNKNOWN_EXCEPTION: An unexpected error occurred. " + problem.Message), "Failed");
            return;
        }

        var counted = outcome.Messages.Where(m => m.Counts).ToList();
        org.Records.Put(content.With("Details", DeployResult.Details(outcome, Moments.Cut(org.Clock.Now)).ToJsonString(RestJson.Plain)));
        End(request.With("NumberComponentsTotal", (decimal)counted.Count).With("NumberComponentsDeployed", (decimal)counted.Count(m => m.Success))
            .With("NumberComponentErrors", (decimal)outcome.Messages.Count(m => !m.Success)).With("NumberTestsTotal", (decimal)outcome.TestsNotRun.Count).With("NumberTestErrors", (decimal)outcome.TestsNotRun.Count), outcome.Status);
    }

    private void End(SalesforceRecord request, string status)
    {
        org.Records.Put(Content(request).With("Zip", null));
        Change(request.With("Status", status).With("CompletedDate", Moments.Cut(org.Clock.Now)));
    }

    private void Change(SalesforceRecord request)
    {
        var now = Moments.Cut(org.Clock.Now);
        org.Records.Put(request.With("SystemModstamp", now).With("LastModifiedDate", now));
    }
}
