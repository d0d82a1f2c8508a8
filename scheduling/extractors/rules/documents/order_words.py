"""Words of orders in official writing: what is to be done, who orders it, what is a decision, what is only a duty."""

import re

VERBS = (
    "chủ trì|phối hợp|nghiên cứu|có ý kiến|góp ý|thống kê|rà soát|tổng hợp|báo cáo|xây "
    "dựng|hoàn thiện|hoàn chỉnh|hoàn thành|trình|gửi|nộp|lập|chuẩn bị|bố trí|tham mưu|đề "
    "xuất|kiểm tra|thẩm định|phê duyệt|ban hành"
    "|triển khai|tổ chức|thực hiện|hướng dẫn|thông báo|kêu gọi|vận động|tuyên truyền|sơ "
    "tán|chỉ đạo|trực ban|đăng ký|cử|mời|khẩn trương|tập trung|làm việc|đôn đốc|giám "
    "sát|theo dõi|quan tâm|nâng cao|tăng cường|đẩy mạnh"
    "|quán triệt|nghiêm túc|chấn chỉnh|xử lý|giải quyết|cung cấp|cung ứng|bảo đảm|đảm "
    "bảo|công bố|công khai|cập nhật|khảo sát|đánh giá|phân công|bàn giao|tiếp nhận|thanh "
    "toán|quyết toán|giải ngân|chi trả|khắc phục|sửa chữa|thu(?! (?:ngân sách|nhập|đông|hút))"
    "|cấp(?! (?:ủy|uỷ|Hội|trên|dưới|huyện|xã|tỉnh|ngành|bách|[A-D]\b))|phân bổ|đề nghị|kiến nghị|soạn|dự thảo|"
    "hỗ trợ|rà|điều chỉnh|bổ sung|kiểm đếm|kiểm "
    "kê|thành lập|ký|tham gia|tham dự|dự|có trách nhiệm|chịu trách nhiệm|tiến hành|tiếp "
    "tục|chủ động|phát động|vệ sinh|đăng tải|niêm yết"
    "|thu thập|nhập|khai báo|kê khai|in(?! (?:the|a|an|[A-Z]))|phát hành|trang trí|đón tiếp|làm|đón|liên hệ|sắp "
    "xếp|lắp đặt|vận hành|nghiệm thu|di dời|chặt|cắt tỉa|nạo vét|dọn dẹp|phun|tiêm|xét "
    "nghiệm|kịp thời|thường xuyên|quản lý|đầu tư|khẩn cấp|duy trì|cam kết|sớm|phân loại|đối "
    "chiếu|xác minh|mở|chuyển|thí điểm|thẩm tra|tập huấn|lắng nghe|phổ biến"
    "|đăng tin|đăng|lấy ý kiến|lấy|tư vấn|gọi điện|chằng chống|dự phòng|dự trù|dự toán|hợp đồng|sao gửi|lưu trữ"
    "|hoàn tất|đo|vẽ|viết|mua|thuê|xin|gọi|nhắc|quét|treo|dán|trồng|thay thế|thay|sửa|chốt|tính|giới thiệu|"
    "đề cử|trao|tổng kết|sơ kết|bảo trì|bảo dưỡng|kiểm định|khởi công|kết nối|biên soạn|biên tập|quay|"
    "chụp|thiết kế|tuyển|đào tạo|bồi dưỡng|phụ trách|đấu thầu|mời thầu|ký kết|thương thảo|tháo dỡ|tu sửa|"
    "quyên góp|tập kết|trưng bày|khử khuẩn|khoanh vùng|lấy mẫu|tập hợp|thu gom|chăm sóc|bán|lên"
    "|lo|trả lời|tặng|kẻ|dò tìm|thảm|niêm phong|kiện toàn|kiểm điểm|số hóa|số hoá|xác định|lập biên bản|phân tích|"
    "cải tạo|nâng cấp|gia cố|rút kinh nghiệm|thu hồi|hoàn trả|tuyển chọn|lắp|cài đặt|tích hợp|trang bị|"
    "sao lưu|ghi nhận|tạm ứng|phân luồng|rào chắn|cắm|cưỡng chế|phúc tra|tiếp xúc|kiểm soát|khoanh|in ấn|nghe"
    "|(?:to|will) (?:prepare|submit|send|review|provide|report|complete|update|draft|arrange|confirm)|"
    "upload|draft|update"
    "|organi[sz]e|arrange|circulate|confirm|publish|finali[sz]e|deliver|inspect"
    "|(?:are|is) to(?= [a-z])|shall|must|will|should|submit|send|prepare|review|provide|report|complete|nominate|"
    "register|ensure|are "
    "requested to|is requested to|please"
)
VERB = re.compile(
    rf"(?<![\w])(?:(?:sẽ|cần|phải|khẩn trương|tiếp tục|chủ động|sớm|kịp thời|nghiêm túc) )*(?:{VERBS})(?!\w)"
)
ORDER_HEAD = re.compile(
    r"^(?:\W*)(?:(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|đề nghị|kính đề nghị|yêu cầu|"
    r"trân trọng đề nghị|riêng|đối với)\s+)+(?!của |về )(?=[A-ZÀ-ỸĐ]|các |doanh |hộ |cơ quan|đơn vị|"
    r"chủ đầu tư|mỗi |đồng chí|ông |bà )",
    re.IGNORECASE,
)
DECISION = re.compile(
    r"^(?:cơ bản |hoàn toàn )?(?:thống nhất|đồng ý|chấp thuận|thông qua|tán thành|biểu quyết|quyết nghị|"
    r"phê duyệt|nhất trí|quyết định(?! (?:số|này))|cho phép|chốt|lựa chọn|chọn|đình chỉ|"
    r"ban hành kèm theo|thành lập|công nhận|bổ nhiệm|miễn nhiệm|điều động|khen thưởng|thi hành kỷ luật|"
    r"tặng (?:danh hiệu|giấy khen|bằng khen)|"
    r"the board (?:has )?(?:approved|agreed|decided)|"
    r"it was (?:agreed|decided)|bãi bỏ|hủy bỏ|approve[ds]?|agreed?)(?!\w)",
    re.IGNORECASE,
)
DUTY = re.compile(
    r"quan tâm phối hợp|nâng cao tinh thần|tinh thần trách nhiệm|chủ động phối hợp|"
    r"nâng cao (?:trách nhiệm|chất lượng|ý thức|nhận thức|hiệu quả)|tiếp tục |thực hiện nghiêm|"
    r"giám sát chất lượng|đúng quy chế|"
    r"(?:are|is) reminded|at all times|không đùn đẩy|nghiêm túc (?:triển khai )?thực hiện|"
    r"khẩn trương, nghiêm túc|theo dõi sát|"
    r"thường xuyên|tăng cường (?:công tác|kiểm tra|quản lý|tuyên truyền)|quán triệt|đẩy mạnh|"
    r"tiếp tục (?:thực hiện|phát huy|duy trì|quan tâm)|chịu trách nhiệm (?:toàn diện|trước)|"
    r"theo thẩm quyền|dự đúng giờ|rất mong|trân trọng|nếu có vướng mắc|kịp thời báo cáo|"
    r"theo dõi, chăm sóc|mang theo|theo dõi, đôn đốc|kịp thời, chính xác"
)
CLOSING = re.compile(
    r"(?:[^:;]{0,90} )?(?:xin )?(?:thông báo|truyền đạt|thông tin)(?: [^:;,]{0,40})? (?:để|đến|tới)"
    r"(?: [^:;]{0,90})? (?:biết|triển khai|thực hiện|phối hợp|theo dõi|lãnh đạo)(?:[, ]|$)",
    re.IGNORECASE,
)
"""The formula an official writing ends with: "Văn phòng thông báo để các đơn vị biết, thực hiện"."""
HOLLOW = re.compile(
    r"(?:(?:nghiêm túc|quyết liệt|khẩn trương|linh hoạt|chủ động|sáng tạo|đồng bộ|hiệu quả|kịp thời|tích cực|sát sao|"
    r"đúng quy định|chặt chẽ|tập trung|tiếp tục|cao nhất|tốt|phối hợp|lãnh đạo|chỉ đạo|đôn đốc|quan tâm|phát huy|và|"
    r"trong|công tác|sắp xếp|công việc|thời gian|dự họp|tham dự|đúng giờ|đầy đủ|đúng thành phần|"
    r"tổ chức|triển khai|thực hiện|chấp hành|phản ánh|thông tin|vướng mắc|khó khăn|"
    r"(?:các )?nội dung|(?:nêu )?trên|(?:kế hoạch|thông báo|công văn|văn bản|chỉ thị|quy định|kết luận|nhiệm vụ|"
    r"ý kiến chỉ đạo|lịch)(?: này)?|đạt (?:kết quả|hiệu quả))[\s,;.]*)+|"
    r"nghiêm túc\W.*(?:thực hiện|triển khai)\W*",
    re.IGNORECASE,
)
"""Words of zeal with nothing to deliver: "chủ động, linh hoạt, kịp thời phản ánh vướng mắc"."""
REPORTED = re.compile(
    r"(?<!\w)(?:ghi nhận|biểu dương|phê bình|đánh giá cao|hoan nghênh|nhận thấy|thấy rằng|cho rằng|cảm ơn|chúc mừng|"
    r"chia sẻ|(?:sẽ )?thông báo sau|xem xét trách nhiệm)(?!\w)",
    re.IGNORECASE,
)
"""What is told, praised or blamed is nobody's work."""
SKIP = re.compile(
    r"^\W*(?:căn cứ|thực hiện (?:chỉ đạo|chương trình|công văn|kế hoạch|quyết định|thông báo|"
    r"ý kiến|nghị quyết|luật|văn bản)|trên cơ sở|xét|theo (?:tin|đề nghị|báo cáo|thông báo|"
    r"công văn)|nếu|trường hợp|quá thời hạn|kinh phí|rất mong|trân trọng|trên đây|"
    r"(?:[^,;:]{0,80} )?(?:trân trọng |kính )+mời|trong quá trình|mục đích|thừa lệnh|lịch này|"
    r"should the|if |in case|in the event|where necessary|lưu ý chung|tiếp tục thực hiện lời|"
    r"(?:quyết định|kế hoạch|thông báo|quy định) này|các ý kiến|cuộc họp|"
    r"để chủ động|nhằm|thời gian|địa điểm|thành phần|chủ trì\s*:|nội dung\s*:|"
    r"trực lãnh đạo|mọi |quá hạn|hằng năm|sau khi nghe|sau khi|sau ngày|tham dự có|thông tin (?:trao đổi|chi tiết|"
    r"liên hệ)|mọi thông tin|đánh giá|"
    r"yêu cầu các cơ quan, đơn vị (?:khẩn trương|nghiêm túc))",
    re.IGNORECASE,
)
BACKGROUND = re.compile(
    r"^(?:mục đích|yêu cầu|đánh giá|tình hình|kết quả|ưu điểm|tồn tại|căn cứ|thành phần|"
    r"nội dung(?! chỉ đạo| thực hiện| nhiệm vụ| phân công| công việc)|kinh phí|chương trình|"
    r"bối cảnh|background|introduction|purpose|overview|questions|apologies)",
    re.IGNORECASE,
)

NAME_VERBS = frozenset(
    ["tổng hợp", "quản lý", "quản trị", "kiểm tra", "thanh tra", "giám sát", "tiếp nhận", "phục vụ"]
)
"""Verbs that also end the names of bodies ("Phòng Kế hoạch tổng hợp")."""
UNIT_WORD = re.compile(
    r"(?:Phòng|Ban|Ủy ban|Uỷ ban|Trung tâm|Kế hoạch|Hành chính|Nghiên cứu|Bộ phận|Tổ|Cục|Chi cục)\s$"
)
