using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>The admin's doors to a tenant's settings as a file.</summary>
internal static class ConfigEndpoints
{
    internal const int Largest = 1024 * 1024;

    public static void MapConfigFiles(this WebApplication app)
    {
        var doors = app.MapTenantDoors();
        doors.MapGet("config", ExportAsync);
        doors.MapPost("config/plan", (Guid tenantId, HttpContext context, ConfigFiles files, CancellationToken cancellationToken) =>
            WithFileAsync(context, text => files.PlanAsync(tenantId, text, cancellationToken)));
        doors.MapPost("config/apply", (Guid tenantId, string? plan, HttpContext context, ConfigFiles files, CancellationToken cancellationToken) =>
            WithFileAsync(context, text => files.ApplyAsync(tenantId, text, plan, Actor.ConfigFile, cancellationToken)));
    }

    private static async Task<IResult> ExportAsync(Guid tenantId, Tenants tenants, ConfigFiles files, CancellationToken cancellationToken)
    {
        try
        {
            var tenant = (await tenants.FindAsync(tenantId, cancellationToken))!;
            return Results.Text(await files.ExportAsync(tenant, cancellationToken), "application/yaml", Encoding.UTF8);
        }
        catch (SalesforceException problem)
        {
            return NoNames(problem);
        }
    }

    private static async Task<IResult> WithFileAsync(HttpContext context, Func<string, Task<ConfigOutcome>> work)
    {
        // Its length may be said, or not: curl sends what comes from a pipe in parts.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Largest;
        }

        try
        {
            using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Shown(await work(await reader.ReadToEndAsync(context.RequestAborted)), Texts.For(Texts.LanguageOf(context.Request)));
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Results.Problem("The file is larger than 256 KB, which no file of settings is.", statusCode: StatusCodes.Status413PayloadTooLarge, title: "The file was not read.");
        }
        catch (DecoderFallbackException)
        {
            return Results.Problem("Save the file as UTF-8.", statusCode: StatusCodes.Status400BadRequest, title: "The file is not text.");
        }
        catch (SalesforceException problem)
        {
            return NoNames(problem);
        }
    }

    private static IResult Shown(ConfigOutcome outcome, Texts say) => outcome switch
    {
        { Plan: null } => Results.Problem(
            "Nothing was changed. Each problem has its line and column.", statusCode: StatusCodes.Status400BadRequest, title: "The file is not right.",
            extensions: new Dictionary<string, object?> { ["problems"] = outcome.Problems.Select(problem => problem with { Sentence = say.Told(problem.Sentence) }) }),
        { HasMoved: true } => Results.Problem(
            "The settings were changed since the plan was made, so nothing was changed now. Make the plan again and look at it.",
            statusCode: StatusCodes.Status409Conflict, title: "The plan is out of date."),
        _ => Results.Ok(new
        {
            changes = outcome.Plan!.Changes.Select(change => new { change.Sign, change.Key, @for = change.For.ToString(), change.Before, change.After }),
            fingerprint = outcome.Plan.Fingerprint,
            changed = outcome.Written,
        }),
    };

    private static IResult NoNames(SalesforceException problem) => Results.Problem(
        $"Profiles and users are named as in the org, and Salesforce cannot be asked now: {problem.Message}", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Salesforce does not answer.");
}
