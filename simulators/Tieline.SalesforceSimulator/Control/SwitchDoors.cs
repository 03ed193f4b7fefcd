using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Reading and setting the switches; those left out stay as they are.</summary>
public static class SwitchDoors
{
    public sealed record SwitchRequest(bool? LeadTakesNoRelatedTo, bool? ConvertedLeadTakesNoActivity, bool? JwtNeedsApproval, bool? SearchNeedsEscapes, bool? UnsupportedVersionIsGone,
        bool? CustomNeedsPermission, bool? CasesKeepParents, bool? SetupNeedsAdministrator);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/switches", (SalesforceOrg org) => org.Switches);
        control.MapPost("/switches", (SwitchRequest request, SalesforceOrg org) => Set(org, request));
    }

    private static Switches Set(SalesforceOrg org, SwitchRequest request)
    {
        var set = org.Run(() => org.Switches = new Switches
        {
            LeadTakesNoRelatedTo = request.LeadTakesNoRelatedTo ?? org.Switches.LeadTakesNoRelatedTo,
            ConvertedLeadTakesNoActivity = request.ConvertedLeadTakesNoActivity ?? org.Switches.ConvertedLeadTakesNoActivity,
            JwtNeedsApproval = request.JwtNeedsApproval ?? org.Switches.JwtNeedsApproval,
            SearchNeedsEscapes = request.SearchNeedsEscapes ?? org.Switches.SearchNeedsEscapes,
            UnsupportedVersionIsGone = request.UnsupportedVersionIsGone ?? org.Switches.UnsupportedVersionIsGone,
            CasesKeepParents = request.CasesKeepParents ?? org.Switches.CasesKeepParents,
            SetupNeedsAdministrator = request.SetupNeedsAdministrator ?? org.Switches.SetupNeedsAdministrator,
            CustomNeedsPermission = request.CustomNeedsPermission ?? org.Switches.CustomNeedsPermission,
        });
        org.Touch();
        return set;
    }
}
