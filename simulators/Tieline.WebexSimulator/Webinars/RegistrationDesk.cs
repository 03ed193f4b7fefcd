using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>Takes registrations: finds the series of a request, and registers who answers its form.</summary>
internal sealed class RegistrationDesk(WebexCloud cloud)
{
    private static readonly RegistrationForm Open = RegistrationForm.Of(new JsonObject { ["autoAcceptRequest"] = true });

    /// <summary>The series that a path names; only those who lead it see its registrants.</summary>
    public (MeetingSeries Series, MeetingCaller Caller) Led(CloudRequest request, Access access, string? hostEmail = null)
    {
        var (series, caller) = Named(request, access, hostEmail);
        return caller.Leads(series) ? (series, caller) : throw WebexFailure.Forbidden("Only the host and cohosts of the meeting may do this.");
    }

    public (MeetingSeries Series, MeetingCaller Caller) Named(CloudRequest request, Access access, string? hostEmail = null)
    {
        _ = request.OptionalQueryFlag("current");
        var caller = MeetingCaller.Of(request, cloud, access, hostEmail);
        var target = MeetingTarget.Find(cloud, request.Route("id"));
        return target is { Occurrence: null, Instance: null } ? (target.Series, caller)
            : throw WebexFailure.BadRequest("Only the id of a meeting series is supported.");
    }

    public Registrant Register(MeetingSeries series, JsonBody body)
    {
        if (series.Form is not { } form)
        {
            throw WebexFailure.Forbidden("The meeting does not require registration.");
        }

        var email = body.Text("email");
        if (series.Registrants.FindByEmail(email) is not null)
        {
            throw WebexFailure.Conflict($"{email} is registered already.");
        }

        if (form.MostRegistrants is { } most && series.Registrants.Count >= most)
        {
            throw WebexFailure.Forbidden("The meeting takes no more registrants.");
        }

        if (Occurrences.Current(series, cloud.Clock.Now) is null)
        {
            throw WebexFailure.Forbidden("The meeting is over.");
        }

        var details = RegistrationRules.Details(form, body);
        var registrant = Of(body.Text("firstName"), body.Text("lastName"), email, details, RegistrationRules.Status(form, body, details));
        series.Registrants.Own.Add(registrant);
        cloud.Changed();
        return registrant;
    }

    /// <summary>All or none are registered.</summary>
    public List<Registrant> RegisterAll(MeetingSeries series, JsonElement items)
    {
        var before = series.Registrants.Own.Count;
        try
        {
            return [.. items.EnumerateArray().Select(item => Register(series, new JsonBody(item)))];
        }
        catch (WebexFailure)
        {
            series.Registrants.Own.RemoveRange(before, series.Registrants.Own.Count - before);
            throw;
        }
    }

    /// <summary>A form that asks for nothing and takes everybody.</summary>
    public static RegistrationForm OpenForm => new((JsonObject)Open.Fields.DeepClone());

    private Registrant Of(string first, string last, string email, JsonObject details, string status)
    {
        var id = cloud.Draws.Uuid();
        return new Registrant
        {
            Id = id.ToString("D"), Status = status, FirstName = first, LastName = last, Email = email, Details = details,
            RegistrationId = $"{100_000 + (uint)id.GetHashCode() % 900_000}", RegistrationTime = cloud.Clock.Now,
        };
    }
}
