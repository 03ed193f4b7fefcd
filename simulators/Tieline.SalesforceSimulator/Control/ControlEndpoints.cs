namespace Tieline.SalesforceSimulator.Control;

/// <summary>The simulator's own doors under <c>/control</c>, apart from the cloud's paths.</summary>
public static class ControlEndpoints
{
    public static IEndpointRouteBuilder MapControl(this IEndpointRouteBuilder app)
    {
        app.MapControlPage();
        var control = app.MapGroup("/control");
        PeopleDoors.Map(control);
        AppDoors.Map(control);
        LoginDoors.Map(control);
        LimitDoors.Map(control);
        SettingsDoors.Map(control);
        RecordDoors.Map(control);
        RuleDoors.Map(control);
        SharingDoors.Map(control);
        SwitchDoors.Map(control);
        PicklistDoors.Map(control);
        SetupDoors.Map(control);
        TimeDoors.Map(control);
        StateDoors.Map(control);
        FaultDoors.Map(control);
        PubSubDoors.Map(control);
        ChangeEventDoors.Map(control);
        return app;
    }
}
