using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>/v1/admin/meeting/config/trackingCodes: the codes of the site.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/tracking-codes</remarks>
internal sealed class TrackingCodeEndpoints(WebexCloud cloud)
{
    private const string Root = "/admin/meeting/config/trackingCodes";
    private const int MostCodes = 10;

    public void Map(CloudRoutes routes)
    {
        routes.Get(Root, MeetingAccess.ConfigRead, request => Checked(request, () => new { items = Codes }));
        routes.Get(Root + "/{id}", MeetingAccess.ConfigRead, request => Checked(request, () => Find(request)));
        routes.Post(Root, MeetingAccess.ConfigWrite, Create);
        routes.Put(Root + "/{id}", MeetingAccess.ConfigWrite, Update);
        routes.Delete(Root + "/{id}", MeetingAccess.ConfigWrite, Delete);
    }

    private List<TrackingCode> Codes => cloud.Meetings.Site.TrackingCodes;

    private static Reply Checked(CloudRequest request, Func<object> answer)
    {
        MeetingSite.Demand(request.Query("siteUrl"));
        return Reply.Ok(answer());
    }

    private Reply Create(CloudRequest request)
    {
        var code = TrackingCodeShapes.Read(request.Body, "");
        DemandFree(code);
        if (Codes.Count >= MostCodes)
        {
            throw WebexFailure.BadRequest($"A site has at most {MostCodes} tracking codes.");
        }

        code = code with { Id = cloud.Meetings.Site.NewCodeId() };
        Codes.Add(code);
        cloud.Changed();
        return Reply.Ok(code);
    }

    private Reply Update(CloudRequest request)
    {
        var code = TrackingCodeShapes.Read(request.Body, Find(request).Id);
        DemandFree(code);
        Codes[Codes.FindIndex(one => one.Id == code.Id)] = code;
        cloud.Changed();
        return Reply.Ok(code);
    }

    private Reply Delete(CloudRequest request)
    {
        MeetingSite.Demand(MeetingTarget.Required(request, "siteUrl"));
        Codes.Remove(Find(request));
        cloud.Changed();
        return Reply.NoContent;
    }

    private void DemandFree(TrackingCode code)
    {
        if (Codes.Exists(one => one.Id != code.Id && string.Equals(one.Name, code.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw WebexFailure.Conflict($"The site has a tracking code {code.Name} already.");
        }
    }

    private TrackingCode Find(CloudRequest request) => Codes.Find(one => one.Id == request.Route("id")) ?? throw WebexFailure.NotFound();
}
