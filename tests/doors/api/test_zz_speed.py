import time
from tests.doors.api.calling import open_office, application_json
def test_speed(office):
    rows=[application_json(n) for n in range(1,1001)]
    for _ in range(1):
        t=time.perf_counter(); r=office.post("/cases/batch",{"applications":rows}); print("SECONDS for 1000", round(time.perf_counter()-t,2), r.status, len(r.body["filed"]), len(r.body["problems"]))
